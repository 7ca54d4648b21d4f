using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Border.ServiceDefaults.Validation;

/// <summary>The checks of one type of message, made once from its descriptor.</summary>
internal sealed class MessageRules
{
    private static readonly ConcurrentDictionary<MessageDescriptor, MessageRules> Compiled = new();

    private readonly Lazy<FieldCheck[]> _checks;

    private MessageRules(MessageDescriptor descriptor) => _checks = new(() => FieldChecks.For(descriptor));

    // Lazy, because a message may hold itself.
    public static MessageRules Of(MessageDescriptor descriptor) =>
        Compiled.GetOrAdd(descriptor, static descriptor => new MessageRules(descriptor));

    /// <param name="message">The message.</param>
    /// <param name="findings">Takes what is wrong.</param>
    /// <param name="mask">The fields that the caller wants changed; null when the whole message counts.</param>
    public void Check(IMessage message, Findings findings, FieldMask? mask)
    {
        foreach (var check in _checks.Value)
        {
            if (findings.IsFull)
                return;
            check.Run(message, findings, mayBeUnset: mask is not null && !Covers(mask, check.Field));
        }
    }

    private static bool Covers(FieldMask mask, string field)
    {
        foreach (var path in mask.Paths)
        {
            if (path == "*" || path.AsSpan(0, Math.Max(path.IndexOf('.', StringComparison.Ordinal), 0)).SequenceEqual(field) || path == field)
                return true;
        }

        return false;
    }
}
