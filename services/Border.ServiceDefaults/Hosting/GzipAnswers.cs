using Grpc.Core;

namespace Border.ServiceDefaults.Hosting;

/// <summary>
/// Answers in gzip those who ask in gzip: a client that finds the line worth the processor's time. Every client says that
/// it takes gzip, so that alone is no reason.
/// </summary>
internal static class GzipAnswers
{
    private const string Gzip = "gzip";

    // The framework reads this among the response's headers as an order, and does not send it.
    private static readonly Metadata CompressAnswer = new() { { "grpc-internal-encoding-request", Gzip } };

    /// <summary>Begins the answer, when it is to be in gzip.</summary>
    public static Task BeginAsync(ServerCallContext context) =>
        context.GetHttpContext().Request.Headers.TryGetValue("grpc-encoding", out var encoding) && encoding == Gzip
            ? context.WriteResponseHeadersAsync(CompressAnswer)
            : Task.CompletedTask;
}
