using System.Collections;
using System.Globalization;
using Google.Protobuf;

namespace Border.Testing;

/// <summary>Looks at all fields of a message, so that one that is added to the contract cannot be forgotten.</summary>
public static class MessageFields
{
    /// <summary>The names of the fields that hold nothing, in the order of their numbers.</summary>
    public static IReadOnlyList<string> Unset(IMessage message) =>
    [
        .. from field in message.Descriptor.Fields.InFieldNumberOrder()
           where IsNothing(field.Accessor.GetValue(message))
           select field.Name,
    ];

    private static bool IsNothing(object? value) => value switch
    {
        null or "" or 0 or 0L or 0.0 or false or IList { Count: 0 } => true,
        Enum choice => Convert.ToInt32(choice, CultureInfo.InvariantCulture) == 0,
        _ => false,
    };
}
