using Border.Cases.V1;
using Border.Patrols.V1;
using Border.Persons.V1;
using Border.Seizures.V1;
using Border.Statistics.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Border.Field.Sending;

/// <summary>A write that a bulk stream takes, named after its RPC: `registerCase`.</summary>
internal sealed class SubmissionKind
{
    private static readonly ServiceDescriptor[] Services =
    [
        PatrolsReflection.Descriptor.Services.Single(),
        PersonsReflection.Descriptor.Services.Single(),
        CasesReflection.Descriptor.Services.Single(),
        SeizuresReflection.Descriptor.Services.Single(),
        StatisticsReflection.Descriptor.Services.Single(),
        CompletenessReflection.Descriptor.Services.Single(),
    ];

    private readonly FieldDescriptor _choice;
    private readonly FieldDescriptor _requestId;

    private SubmissionKind(string rpc, BulkMethod method, FieldDescriptor choice)
    {
        _choice = choice;
        Method = method;
        Name = char.ToLowerInvariant(rpc[0]) + rpc[1..];
        _requestId = choice.MessageType.FindFieldByName("request_id");
    }

    public static IReadOnlyList<SubmissionKind> All { get; } = [.. Services.SelectMany(KindsOf)];

    private static readonly Dictionary<string, SubmissionKind> ByWord = All.ToDictionary(kind => Plain(kind.Name));

    public string Name { get; }

    public BulkMethod Method { get; }

    /// <summary>
    /// Whether later requests about the same record build on it. Points of a track do not need those before them, and nothing
    /// else needs points.
    /// </summary>
    public bool IsBuiltOn => Name is not ("appendTrack" or "importGpx");

    public MessageDescriptor Request => _choice.MessageType;

    /// <summary>Finds `registerCase`, `register_case` or `RegisterCase`.</summary>
    public static SubmissionKind? Find(string name) => ByWord.GetValueOrDefault(Plain(name));

    public IMessage Wrap(IMessage request)
    {
        var envelope = Method.Envelope.Parser.ParseFrom(ByteString.Empty);
        _choice.Accessor.SetValue(envelope, request);
        return envelope;
    }

    public string RequestIdOf(IMessage request) => (string)_requestId.Accessor.GetValue(request);

    public void SetRequestId(IMessage request, string id) => _requestId.Accessor.SetValue(request, id);

    // The RPC of `RegisterCaseRequest` is `RegisterCase`, of this service or of another one of its package.
    private static IEnumerable<SubmissionKind> KindsOf(ServiceDescriptor service) =>
        from method in BulkMethod.Of(service)
        from choice in method.Envelope.Fields.InDeclarationOrder()
        select new SubmissionKind(choice.MessageType.Name[..^"Request".Length], method, choice);

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
}
