using System.Collections.Concurrent;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Validation;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Border.ServiceDefaults.Records;

/// <summary>Carries the fields that a mask names from one message to another.</summary>
public static class Amendment
{
    private static readonly FieldMask.MergeOptions Replace = new()
    {
        ReplaceMessageFields = true,
        ReplaceRepeatedFields = true,
        ReplacePrimitiveFields = true,
    };

    private static readonly ConcurrentDictionary<MessageDescriptor, FieldDescriptor?> Resources = new();

    /// <summary>
    /// Refuses the amendment of a resource that does not say which, or not which version of it the caller has seen: somebody else's
    /// change could be written over. Passes every other request.
    /// </summary>
    public static void RequireSeen(IMessage request)
    {
        if (Resources.GetOrAdd(request.Descriptor, ResourceOf) is not { } field || field.Accessor.GetValue(request) is not IMessage resource)
            return;
        var missing = ((string[])["name", "etag"]).Where(part => (string)resource.Descriptor.FindFieldByName(part).Accessor.GetValue(resource) == "")
            .Select(part => new FieldViolation { Field = $"{field.Name}.{part}", Description = Faults.Required }).ToList();
        if (missing.Count > 0)
            throw Refusals.InvalidFields(missing);
    }

    private static FieldDescriptor? ResourceOf(MessageDescriptor request) => request.FindFieldByName("update_mask") is null
        ? null
        : request.Fields.InDeclarationOrder().FirstOrDefault(field =>
            field is { FieldType: FieldType.Message, IsRepeated: false }
            && field.MessageType.FindFieldByName("name") is not null && field.MessageType.FindFieldByName("etag") is not null);

    /// <param name="allowed">The names of the fields that may be changed.</param>
    public static void Apply<T>(FieldMask mask, IReadOnlyCollection<string> allowed, T source, T target)
        where T : class, IMessage<T>
    {
        if (mask.Paths.Count == 0)
            throw Refusals.InvalidField("update_mask", "must name at least one field");
        var wrong = mask.Paths.Except(allowed).ToList();
        if (wrong.Count > 0)
            throw Refusals.InvalidField("update_mask", $"names '{string.Join("', '", wrong)}', which cannot be changed; it may name {string.Join(", ", allowed)}");
        mask.Merge(source, target, Replace);
    }
}
