using Border.Field.Records;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Border.Field.Sending;

/// <summary>One bulk stream of a service, such as SubmitCases.</summary>
internal sealed class BulkMethod
{
    private static readonly Marshaller<SubmissionReceipt> Receipts = Marshallers.Create(
        (receipt, context) => throw new NotSupportedException("A client only reads receipts."),
        context => SubmissionReceipt.Parser.ParseFrom(context.PayloadAsReadOnlySequence()));

    private BulkMethod(MethodDescriptor method)
    {
        Envelope = method.InputType;
        // `border.cases.v1` publishes the feed `cases`.
        Feed = method.File.Package.Split('.')[1];
        Method = new Method<IMessage, SubmissionReceipt>(
            MethodType.DuplexStreaming, method.Service.FullName, method.Name, MessageMarshaller.Requests, Receipts);
    }

    public string Feed { get; }

    public Method<IMessage, SubmissionReceipt> Method { get; }

    /// <summary>The message with one oneof that holds any of the requests.</summary>
    public MessageDescriptor Envelope { get; }

    public static IEnumerable<BulkMethod> Of(ServiceDescriptor service) => service.Methods
        .Where(m => m.IsClientStreaming && m.IsServerStreaming && m.OutputType.FullName == SubmissionReceipt.Descriptor.FullName)
        .Select(m => new BulkMethod(m));
}
