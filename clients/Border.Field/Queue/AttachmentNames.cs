using System.Collections;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Border.Field.Queue;

/// <summary>Finds the attachments that a request names, whose bytes must be at the server before it.</summary>
internal static class AttachmentNames
{
    public static IEnumerable<string> In(IMessage message)
    {
        if (message is Attachment attachment)
            return [attachment.Sha256];
        return message.Descriptor.Fields.InDeclarationOrder()
            .Where(field => field.FieldType == FieldType.Message && !field.IsMap)
            .SelectMany(field => field.Accessor.GetValue(message) switch
            {
                IList list => list.Cast<IMessage>().SelectMany(In),
                IMessage inner => In(inner),
                _ => [],
            });
    }
}
