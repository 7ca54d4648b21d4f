using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Border.Field.Records;

/// <summary>Calls any unary method of the contract.</summary>
internal static class ContractCall
{
    public static IMessage NewRequest(MethodDescriptor method) => method.InputType.Parser.ParseFrom(ByteString.Empty);

    public static async Task<IMessage> AskAsync(CallInvoker invoker, MethodDescriptor method, IMessage request, CancellationToken cancellation)
    {
        var called = new Method<IMessage, IMessage>(
            MethodType.Unary, method.Service.FullName, method.Name, MessageMarshaller.Requests, MessageMarshaller.Responses(method.OutputType));
        using var call = invoker.AsyncUnaryCall(called, host: null, new CallOptions(cancellationToken: cancellation), request);
        return await call.ResponseAsync;
    }
}
