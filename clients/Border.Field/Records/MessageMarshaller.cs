using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Border.Field.Records;

/// <summary>Writes and reads messages of which only the descriptor is known.</summary>
internal static class MessageMarshaller
{
    /// <summary>Writes any message; reads none.</summary>
    public static Marshaller<IMessage> Requests { get; } = Marshallers.Create<IMessage>(
        (message, context) => context.Complete(message.ToByteArray()),
        context => throw new NotSupportedException("A client only writes requests."));

    /// <summary>Reads messages of one type; writes none.</summary>
    public static Marshaller<IMessage> Responses(MessageDescriptor type) => Marshallers.Create<IMessage>(
        (message, context) => throw new NotSupportedException("A client only reads responses."),
        context => type.Parser.ParseFrom(context.PayloadAsReadOnlySequence()));
}
