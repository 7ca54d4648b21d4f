using System.Globalization;
using System.Net;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Border.SystemTests.Hostile;

/// <summary>
/// Calls a running host's RPCs with any bytes, through everything that the host does with a call but HTTP/2 itself: framing,
/// parsing, interceptor, service and store. It is ten times as fast as a socket.
/// </summary>
internal sealed class Pipeline(IServiceProvider services)
{
    private readonly IHttpContextFactory _contexts = services.GetRequiredService<IHttpContextFactory>();

    private readonly Dictionary<string, RequestDelegate> _methods = services.GetRequiredService<EndpointDataSource>().Endpoints
        .Where(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>() is not null)
        .ToDictionary(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()!.Method.FullName, endpoint => endpoint.RequestDelegate!);

    public async Task<Answer> CallAsync(string path, byte[] frames, TimeSpan timeout)
    {
        using var body = new MemoryStream();
        var trailers = new Trailers();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(Request(path, frames, timeout));
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpResponseBodyFeature>(new ResponseBody(body));
        features.Set<IHttpResponseTrailersFeature>(trailers);
        features.Set<IHttpResetFeature>(trailers);
        features.Set<IHttpConnectionFeature>(new HttpConnectionFeature { RemoteIpAddress = IPAddress.Loopback });
        var context = _contexts.Create(features);
        try
        {
            await _methods[path](context);
            return AnswerOf(context.Response.Headers, ((IHttpResponseTrailersFeature)trailers).Trailers, body.ToArray());
        }
        finally
        {
            _contexts.Dispose(context);
        }
    }

    private static HttpRequestFeature Request(string path, byte[] frames, TimeSpan timeout) => new()
    {
        Protocol = HttpProtocol.Http2,
        Method = HttpMethods.Post,
        Scheme = "http",
        Path = path,
        Body = new MemoryStream(frames),
        Headers = new HeaderDictionary
        {
            ["content-type"] = "application/grpc",
            ["te"] = "trailers",
            ["grpc-timeout"] = timeout.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) + "m",
        },
    };

    private static Answer AnswerOf(IHeaderDictionary headers, IHeaderDictionary trailers, byte[] body)
    {
        var status = Either("grpc-status");
        return new(
            int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? (StatusCode)code : null,
            Uri.UnescapeDataString(Either("grpc-message")),
            Frames.Text(Either("grpc-status-details-bin")),
            body);

        string Either(string name) => trailers[name].Count > 0 ? trailers[name].ToString() : headers[name].ToString();
    }

    /// <summary>
    /// At its deadline a call's answer is completed while the service may be writing it. A server's own answer bears that; this one would
    /// give the bytes that are being written back to their pool, into which the next call's request is read.
    /// </summary>
    private sealed class ResponseBody(Stream body) : StreamResponseBodyFeature(body)
    {
        public override Task CompleteAsync() => Task.CompletedTask;
    }

    private sealed class Trailers : IHttpResponseTrailersFeature, IHttpResetFeature
    {
        IHeaderDictionary IHttpResponseTrailersFeature.Trailers { get; set; } = new HeaderDictionary();

        public void Reset(int errorCode)
        {
        }
    }
}
