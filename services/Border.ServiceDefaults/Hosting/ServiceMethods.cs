using System.Reflection;
using Border.ServiceDefaults.Access;
using Border.ServiceDefaults.Errors;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;

namespace Border.ServiceDefaults.Hosting;

/// <summary>
/// Finds the methods of a gRPC service. It replaces the framework's own provider, under which bytes that are no message
/// of the method's type are answered UNKNOWN and logged as our error, before any interceptor could say otherwise, and
/// fields that the contract does not have are kept: nothing checks them, and with a record they would reach its feed.
/// </summary>
internal sealed class ServiceMethods<TService> : IServiceMethodProvider<TService>
    where TService : class
{
    private const string OurPackages = "border.";

    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<TService> context)
    {
        var service = typeof(TService);
        while (service is not null && service.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is null)
            service = service.BaseType;
        if (service?.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is not { } bind)
            return;
        var method = bind.BindType.GetMethod(bind.BindMethodName, [typeof(ServiceBinderBase), service])!;
        method.Invoke(null, [new Binder(context), null]);
    }

    private sealed class Binder(ServiceMethodProviderContext<TService> context) : ServiceBinderBase
    {
        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler) =>
            context.AddUnaryMethod(
                Guarded(method), Metadata, Open<UnaryServerMethod<TService, TRequest, TResponse>>(method));

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler) =>
            context.AddClientStreamingMethod(
                Guarded(method), Metadata, Open<ClientStreamingServerMethod<TService, TRequest, TResponse>>(method));

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler) =>
            context.AddServerStreamingMethod(
                Guarded(method), Metadata, Open<ServerStreamingServerMethod<TService, TRequest, TResponse>>(method));

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler) =>
            context.AddDuplexStreamingMethod(
                Guarded(method), Metadata, Open<DuplexStreamingServerMethod<TService, TRequest, TResponse>>(method));

        private static IList<object> Metadata => [.. typeof(TService).GetCustomAttributes(inherit: true)];

        private static TDelegate Open<TDelegate>(IMethod method)
            where TDelegate : Delegate =>
            typeof(TService).GetMethod(method.Name, BindingFlags.Public | BindingFlags.Instance)!.CreateDelegate<TDelegate>();

        private static Method<TRequest, TResponse> Guarded<TRequest, TResponse>(Method<TRequest, TResponse> method)
            where TRequest : class
            where TResponse : class
        {
            // A process that would serve an RPC for which nobody has decided who may call it does not start.
            if (method.ServiceName.StartsWith(OurPackages, StringComparison.Ordinal))
                Policy.Of(method.FullName);
            return new(method.Type, method.ServiceName, method.Name, Guarded(method.RequestMarshaller), method.ResponseMarshaller);
        }

        private static Marshaller<TRequest> Guarded<TRequest>(Marshaller<TRequest> marshaller)
        {
            var type = (MessageDescriptor)typeof(TRequest).GetProperty(nameof(IMessage.Descriptor), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
            var parser = type.Parser.WithDiscardUnknownFields(true);
            return new(marshaller.ContextualSerializer, bytes => (TRequest)Read(parser, bytes));
        }

        private static IMessage Read(MessageParser parser, DeserializationContext bytes)
        {
            try
            {
                return parser.ParseFrom(bytes.PayloadAsReadOnlySequence());
            }
            catch (Exception error) when (error is not RpcException)
            {
                // Whatever the parser stumbles over, it is what the caller sent.
                throw RichStatus.ToRpc(Refusals.Malformed());
            }
        }
    }
}
