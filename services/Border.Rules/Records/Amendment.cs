using Border.ServiceDefaults.Errors;
using Google.Protobuf;
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
