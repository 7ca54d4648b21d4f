using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Core;
using Grpc.Net.Client;

namespace Border.SystemTests.Access;

/// <summary>What became of a call, as far as access goes.</summary>
internal sealed record Outcome(StatusCode Code, string Reason, string Name);

/// <summary>Calls any RPC of the contract, of whatever kind, with one request.</summary>
internal sealed class ContractClient(GrpcChannel channel)
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create<byte[]>(bytes => bytes, bytes => bytes);

    // Streams that go on are left when the first answer, or none, has come.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);

    public async Task<Outcome> CallAsync(MethodDescriptor method, IMessage request, Metadata headers)
    {
        try
        {
            await SendAsync(method, request.ToByteArray(), new CallOptions(headers, deadline: TimeProvider.System.GetUtcNow().UtcDateTime + DeadlineOf(method)));
            return new(StatusCode.OK, "", "");
        }
        catch (RpcException error)
        {
            var info = error.GetRpcStatus()?.GetDetail<ErrorInfo>();
            return new(error.StatusCode, info?.Reason ?? "", info?.Metadata.GetValueOrDefault("name", "") ?? "");
        }
    }

    private static TimeSpan DeadlineOf(MethodDescriptor method) => Samples.Contract.IsLive(method) ? Patience : TimeSpan.FromSeconds(20);

    private async Task SendAsync(MethodDescriptor method, byte[] request, CallOptions options)
    {
        var invoker = channel.CreateCallInvoker();
        Method<byte[], byte[]> Of(MethodType type) => new(type, method.Service.FullName, method.Name, Bytes, Bytes);
        if (!method.IsClientStreaming && !method.IsServerStreaming)
        {
            await invoker.AsyncUnaryCall(Of(MethodType.Unary), null, options, request);
        }
        else if (!method.IsClientStreaming)
        {
            using var call = invoker.AsyncServerStreamingCall(Of(MethodType.ServerStreaming), null, options, request);
            await call.ResponseStream.MoveNext(CancellationToken.None);
        }
        else if (!method.IsServerStreaming)
        {
            using var call = invoker.AsyncClientStreamingCall(Of(MethodType.ClientStreaming), null, options);
            await WriteAsync(call.RequestStream, request);
            await call;
        }
        else
        {
            using var call = invoker.AsyncDuplexStreamingCall(Of(MethodType.DuplexStreaming), null, options);
            await WriteAsync(call.RequestStream, request);
            await call.ResponseStream.MoveNext(CancellationToken.None);
        }
    }

    // A call that is refused at once may have ended before the request is written; its status tells.
    private static async Task WriteAsync(IClientStreamWriter<byte[]> requests, byte[] request)
    {
        try
        {
            await requests.WriteAsync(request);
            await requests.CompleteAsync();
        }
        catch (Exception ended) when (ended is InvalidOperationException or RpcException)
        {
        }
    }
}
