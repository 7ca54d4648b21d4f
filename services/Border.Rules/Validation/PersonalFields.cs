using System.Collections;
using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Border.ServiceDefaults.Validation;

/// <summary>Clears what a message says about persons: every field that is personal or special, at any depth.</summary>
public static class PersonalFields
{
    private static readonly ConcurrentDictionary<MessageDescriptor, Plan> Plans = new();

    /// <param name="clone">A message that nobody else holds; it is changed.</param>
    public static void Clear(IMessage clone)
    {
        var plan = PlanFor(clone.Descriptor);
        foreach (var field in plan.Personal)
            field.Clear(clone);
        foreach (var field in plan.Nested)
            ClearWithin(field.GetValue(clone));
    }

    /// <summary>Clears all else that a message says.</summary>
    /// <param name="clone">A message that nobody else holds; it is changed.</param>
    public static void Keep(IMessage clone)
    {
        var plan = PlanFor(clone.Descriptor);
        foreach (var field in clone.Descriptor.Fields.InFieldNumberOrder().Select(field => field.Accessor).Except([.. plan.Personal, .. plan.Nested]))
            field.Clear(clone);
    }

    /// <summary>Whether messages of this type can hold personal fields at any depth.</summary>
    public static bool In(MessageDescriptor descriptor)
    {
        var plan = PlanFor(descriptor);
        return plan.Personal.Length > 0 || plan.Nested.Length > 0;
    }

    /// <summary>Whether a message tells anything of persons.</summary>
    public static bool AnyIn(IMessage message)
    {
        var plan = PlanFor(message.Descriptor);
        return plan.Personal.Any(field => IsSet(field.GetValue(message))) || plan.Nested.Any(field => AnyWithin(field.GetValue(message)));
    }

    private static bool AnyWithin(object? value) => value switch
    {
        IMessage message => AnyIn(message),
        IList list => list.Cast<IMessage>().Any(AnyIn),
        _ => false,
    };

    internal static bool IsSet(object? value) => value switch
    {
        null or "" or false => false,
        string or IMessage => true,
        IList list => list.Count > 0,
        ByteString bytes => !bytes.IsEmpty,
        IConvertible number => number.ToDouble(System.Globalization.CultureInfo.InvariantCulture) != 0,
        _ => true,
    };

    private static void ClearWithin(object? value)
    {
        if (value is IMessage message)
            Clear(message);
        else if (value is IList list)
            ClearEach(list);
    }

    private static void ClearEach(IList list)
    {
        foreach (IMessage message in list)
            Clear(message);
    }

    private static Plan PlanFor(MessageDescriptor descriptor) => Plans.GetOrAdd(descriptor, static descriptor => new Plan(
        [.. descriptor.Fields.InFieldNumberOrder().Where(Sensitivities.IsPersonal).Select(field => field.Accessor)],
        [.. descriptor.Fields.InFieldNumberOrder().Where(field => !Sensitivities.IsPersonal(field) && Reaches(field, [])).Select(field => field.Accessor)]));

    private static bool Reaches(FieldDescriptor field, HashSet<MessageDescriptor> seen) =>
        field.FieldType == FieldType.Message
        && seen.Add(field.MessageType)
        && field.MessageType.Fields.InFieldNumberOrder().Any(inner => Sensitivities.IsPersonal(inner) || Reaches(inner, seen));

    private sealed record Plan(IFieldAccessor[] Personal, IFieldAccessor[] Nested);
}
