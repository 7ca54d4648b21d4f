using Grpc.Core;

namespace Border.Field.Sending;

/// <summary>Tells that a call is over from what a write to its stream throws. Why it is over is told by its answer.</summary>
internal static class CallEnd
{
    // The client passes on what the connection broke with, as it comes: often an IOException, and not always one of HTTP.
    public static bool Is(Exception thrown) => thrown is RpcException or IOException or InvalidOperationException;
}
