using System.Collections;
using Border.Field.Sending;
using Border.ServiceDefaults.Validation;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Border.Field.Recording;

/// <summary>Makes the ids that a request lacks: its own, that of the record that it makes, and those of the record's parts.</summary>
internal static class Identifiers
{
    public static void Complete(SubmissionKind kind, IMessage request)
    {
        if (kind.RequestIdOf(request).Length == 0)
            kind.SetRequestId(request, New());
        if (RecordKey.IdOfNew(request.Descriptor) is { } id && (string)id.Accessor.GetValue(request) == "")
            id.Accessor.SetValue(request, New());
        foreach (var field in request.Descriptor.Fields.InDeclarationOrder())
            CompleteIn(field, request);
    }

    /// <summary>Nobody else's, and in the order of time, so that a server puts those that come together in few places of its indexes.</summary>
    public static string New() => Guid.CreateVersion7().ToString();

    private static void CompleteParts(IMessage part)
    {
        foreach (var field in part.Descriptor.Fields.InDeclarationOrder())
        {
            if (field.Name == "id" && IsOwnId(field) && (string)field.Accessor.GetValue(part) == "")
                field.Accessor.SetValue(part, New());
            CompleteIn(field, part);
        }
    }

    private static void CompleteIn(FieldDescriptor field, IMessage message)
    {
        if (field.FieldType != FieldType.Message || field.IsMap)
            return;
        if (field.Accessor.GetValue(message) is IList list)
        {
            foreach (IMessage part in list)
                CompleteParts(part);
        }
        else if (field.Accessor.GetValue(message) is IMessage part)
        {
            CompleteParts(part);
        }
    }

    private static bool IsOwnId(FieldDescriptor field) =>
        FieldChecks.RuleOf(field) is { Required: true, Format: TextFormat.ResourceId };
}
