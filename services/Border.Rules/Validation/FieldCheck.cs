using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;

namespace Border.ServiceDefaults.Validation;

/// <summary>The check of one field.</summary>
internal abstract class FieldCheck(string field, bool required)
{
    public string Field { get; } = field;

    public void Run(IMessage message, Findings findings, bool mayBeUnset)
    {
        if (!CheckIfSet(message, findings) && required && !mayBeUnset)
            findings.Add(Field, Faults.Required);
    }

    /// <returns>Whether the field is set. When it is, what is wrong with it has been added.</returns>
    protected abstract bool CheckIfSet(IMessage message, Findings findings);
}

/// <summary>What one value must be like.</summary>
internal abstract class ValueRule<T>
{
    /// <summary>Whether the value says nothing: an empty text, an enum that is UNSPECIFIED.</summary>
    public abstract bool IsUnset(T value);

    /// <returns>What is wrong, without the value itself; null when it is right.</returns>
    public abstract string? Fault(T value, Findings findings);
}

internal sealed class SingleCheck<T>(string field, bool required, Func<IMessage, bool>? isPresent, Func<IMessage, T> get, ValueRule<T> rule)
    : FieldCheck(field, required)
{
    protected override bool CheckIfSet(IMessage message, Findings findings)
    {
        if (isPresent is not null && !isPresent(message))
            return false;
        var value = get(message);
        if (rule.IsUnset(value))
            return false;
        if (rule.Fault(value, findings) is { } fault)
            findings.Add(Field, fault);
        return true;
    }
}

internal sealed class ListCheck<T>(
    string field, bool required, int maxItems, bool itemsMayBeUnset, Func<IMessage, RepeatedField<T>> get, ValueRule<T> rule)
    : FieldCheck(field, required)
{
    protected override bool CheckIfSet(IMessage message, Findings findings)
    {
        var items = get(message);
        if (items.Count > maxItems)
        {
            findings.Add(Field, Faults.TooManyItems(maxItems));
            return true;
        }

        for (var i = 0; i < items.Count && !findings.IsFull; i++)
        {
            var fault = rule.IsUnset(items[i]) ? (itemsMayBeUnset ? null : Faults.Required) : rule.Fault(items[i], findings);
            if (fault is not null)
                findings.AddItem(Field, i, fault);
        }

        return items.Count > 0;
    }
}

internal sealed class MessageCheck(string field, bool required, Func<IMessage, IMessage?> get, MessageRules rules, Func<IMessage, FieldMask?>? mask)
    : FieldCheck(field, required)
{
    protected override bool CheckIfSet(IMessage message, Findings findings)
    {
        if (get(message) is not { } inner)
            return false;
        var before = findings.Count;
        rules.Check(inner, findings, mask?.Invoke(message));
        findings.Prefix(before, Field);
        return true;
    }
}

internal sealed class MessageListCheck(string field, bool required, int maxItems, Func<IMessage, System.Collections.IList> get, MessageRules rules)
    : FieldCheck(field, required)
{
    protected override bool CheckIfSet(IMessage message, Findings findings)
    {
        var items = get(message);
        if (items.Count > maxItems)
        {
            findings.Add(Field, Faults.TooManyItems(maxItems));
            return true;
        }

        for (var i = 0; i < items.Count && !findings.IsFull; i++)
        {
            var before = findings.Count;
            rules.Check((IMessage)items[i]!, findings, mask: null);
            findings.PrefixItem(before, Field, i);
        }

        return items.Count > 0;
    }
}
