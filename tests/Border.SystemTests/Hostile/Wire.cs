using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;

namespace Border.SystemTests.Hostile;

/// <summary>Sends any bytes as the body of a call, over a real connection.</summary>
internal sealed class Wire(Uri server) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = server, Timeout = TimeSpan.FromMinutes(1) };

    public Task<Answer> PostAsync(string path, byte[] frames, string? encoding = null, string contentType = "application/grpc") =>
        PostAsync(path, new ByteArrayContent(frames), encoding, contentType, CancellationToken.None);

    public async Task<Answer> PostAsync(string path, HttpContent body, string? encoding, string contentType, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body,
        };
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        request.Headers.TE.ParseAdd("trailers");
        if (encoding is not null)
            request.Headers.Add("grpc-encoding", encoding);
        using var response = await _http.SendAsync(request, ct);
        return await AnswerOfAsync(response, ct);
    }

    public void Dispose() => _http.Dispose();

    private static async Task<Answer> AnswerOfAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var body = await response.Content.ReadAsByteArrayAsync(ct);
        var isStatus = int.TryParse(Of("grpc-status"), NumberStyles.None, CultureInfo.InvariantCulture, out var code);
        return new(isStatus ? (StatusCode)code : null, Uri.UnescapeDataString(Of("grpc-message")), Frames.Text(Of("grpc-status-details-bin")), body);

        string Of(string name) =>
            response.Headers.Concat(response.TrailingHeaders).FirstOrDefault(header => header.Key == name).Value?.Single() ?? "";
    }
}
