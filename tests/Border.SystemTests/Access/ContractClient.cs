using Border.Type.V1;
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
    private static readonly TimeSpan MorePatience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(20);

    public async Task<Outcome> CallAsync(MethodDescriptor method, IMessage request, Metadata headers)
    {
        if (!Samples.Contract.IsLive(method))
            return await CallAsync(method, request, headers, AnswerTime);
        // A refusal that came too late looks like a stream that has nothing to say.
        var outcome = await CallAsync(method, request, headers, Patience);
        return outcome.Code == StatusCode.DeadlineExceeded ? await CallAsync(method, request, headers, MorePatience) : outcome;
    }

    private async Task<Outcome> CallAsync(MethodDescriptor method, IMessage request, Metadata headers, TimeSpan patience)
    {
        try
        {
            var refused = await SendAsync(
                method, request.ToByteArray(), new CallOptions(headers, deadline: TimeProvider.System.GetUtcNow().UtcDateTime + patience));
            return refused is null ? new(StatusCode.OK, "", "") : new((StatusCode)refused.Code, refused.Reason.ToString(), "");
        }
        catch (RpcException error)
        {
            var info = error.GetRpcStatus()?.GetDetail<ErrorInfo>();
            return new(error.StatusCode, info?.Reason ?? "", info?.Metadata.GetValueOrDefault("name", "") ?? "");
        }
    }

    /// <returns>What a receipt of a stream refuses; null when it does not, or there is none.</returns>
    private async Task<SubmissionError?> SendAsync(MethodDescriptor method, byte[] request, CallOptions options)
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
            if (await call.ResponseStream.MoveNext(CancellationToken.None) && method.OutputType == SubmissionReceipt.Descriptor)
                return SubmissionReceipt.Parser.ParseFrom(call.ResponseStream.Current).Error;
        }

        return null;
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
