using Border.Field.Devices;
using Border.Field.Queue;
using Border.Field.Recording;
using Border.Field.Records;
using Border.Field.Sending;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Border.Field.Proposals;

/// <summary>A change that an officer made to a record that somebody else changed meanwhile. Only a person settles it.</summary>
internal sealed class Proposal
{
    private readonly FieldDescriptor _resource;
    private readonly FieldMask _mask;

    private Proposal(Entry entry, IMessage request, IMessage theirs, FieldDescriptor resource, FieldMask mask) =>
        (Entry, Request, Theirs, _resource, _mask) = (entry, request, theirs, resource, mask);

    public Entry Entry { get; }

    public IMessage Request { get; }

    /// <summary>The record as the server had it.</summary>
    public IMessage Theirs { get; }

    public IReadOnlyList<string> Fields => _mask.Paths;

    /// <summary>What the officer's change would make of the server's record: old is theirs, new is mine.</summary>
    public IReadOnlyList<FieldChange> Differences => [.. FieldChanges.Between(Theirs, WithMine(_mask))];

    /// <returns>Null when the server's version has not been fetched yet.</returns>
    public static Proposal? Of(EntryQueue queue, Entry entry) =>
        queue.RequestOf(entry) is { } request && queue.TheirsOf(entry) is { } theirs && Resource(request) is { } resource
            ? new Proposal(entry, request, theirs, resource, MaskOf(request))
            : null;

    /// <summary>Reads the record as the server has it now; null when the contract cannot read records of its kind.</summary>
    public static async Task<IMessage?> FetchAsync(EntryQueue queue, Entry entry, CallInvoker server, CancellationToken cancellation) =>
        queue.RequestOf(entry) is { } request && RecordKey.NameOf(request) is var name && RecordGet.Knows(name)
            ? await RecordGet.ReadAsync(server, name, cancellation)
            : null;

    /// <summary>A new request with some of the officer's fields, on top of the server's version that the officer has seen.</summary>
    public IMessage Settled(IReadOnlyCollection<string> mine)
    {
        var request = Request.Descriptor.Parser.ParseFrom(Request.ToByteString());
        var mask = new FieldMask();
        mask.Paths.AddRange(_mask.Paths.Where(mine.Contains));
        request.Descriptor.FindFieldByName("update_mask").Accessor.SetValue(request, mask);
        EtagChain.Set(request, EtagOf(Theirs));
        SubmissionKind.Find(Entry.Kind)!.SetRequestId(request, Identifiers.New());
        return request;
    }

    private IMessage WithMine(FieldMask mask)
    {
        var record = Theirs.Descriptor.Parser.ParseFrom(Theirs.ToByteString());
        var (target, mine) = (TargetIn(record), (IMessage)_resource.Accessor.GetValue(Request));
        if (target is not null)
            mask.Merge(mine, target, new() { ReplaceMessageFields = true, ReplaceRepeatedFields = true, ReplacePrimitiveFields = true });
        return record;
    }

    // An amendment is of the record itself, or of a part of it, such as an observation of a patrol.
    private IMessage? TargetIn(IMessage record)
    {
        if (_resource.MessageType.FullName == record.Descriptor.FullName)
            return record;
        var id = Request.Descriptor.FindFieldByName($"{_resource.Name}_id")?.Accessor.GetValue(Request) as string;
        return record.Descriptor.Fields.InDeclarationOrder()
            .Where(field => field.IsRepeated && field.FieldType == FieldType.Message && field.MessageType.FullName == _resource.MessageType.FullName)
            .SelectMany(field => ((System.Collections.IList)field.Accessor.GetValue(record)).Cast<IMessage>())
            .FirstOrDefault(part => part.Descriptor.FindFieldByName("id")?.Accessor.GetValue(part) as string == id);
    }

    private static FieldDescriptor? Resource(IMessage request) => request.Descriptor.Fields.InDeclarationOrder()
        .FirstOrDefault(field => field.FieldType == FieldType.Message && !field.IsRepeated && field.MessageType.FullName != FieldMask.Descriptor.FullName);

    private static FieldMask MaskOf(IMessage request) => (FieldMask)request.Descriptor.FindFieldByName("update_mask").Accessor.GetValue(request);

    private static string EtagOf(IMessage record) => record.Descriptor.FindFieldByName("etag")?.Accessor.GetValue(record) as string ?? "";
}
