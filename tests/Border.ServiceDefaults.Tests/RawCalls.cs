using Grpc.Core;

namespace Border.ServiceDefaults.Tests;

/// <summary>Calls that send any bytes as the request.</summary>
internal static class RawCalls
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    public static Method<byte[], byte[]> Method(string service, string name, MethodType type = MethodType.Unary) =>
        new(type, service, name, Bytes, Bytes);

    public static Task<byte[]> UnaryAsync(this ChannelBase channel, string service, string name, byte[] request) =>
        channel.CreateCallInvoker().AsyncUnaryCall(Method(service, name), null, default, request).ResponseAsync;
}
