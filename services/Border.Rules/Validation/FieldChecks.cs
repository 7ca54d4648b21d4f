using System.Reflection;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Border.ServiceDefaults.Validation;

/// <summary>Makes the checks of a type of message from its descriptor. The defaults are those of field.proto.</summary>
public static class FieldChecks
{
    private const int DefaultMaxLength = 256;
    private const int DefaultMaxItems = 1000;

    private static readonly FieldRule NoRule = new();

    internal static FieldCheck[] For(MessageDescriptor descriptor)
    {
        var mask = descriptor.Fields.InFieldNumberOrder().FirstOrDefault(IsUpdateMask) is { } field
            ? Getters.For<FieldMask?>(field)
            : null;
        return [.. descriptor.Fields.InFieldNumberOrder().Select(field => For(field, mask)).OfType<FieldCheck>()];
    }

    /// <summary>What the contract says of a field; the empty rule where it says nothing.</summary>
    public static FieldRule RuleOf(FieldDescriptor field) => field.GetOptions()?.GetExtension(FieldExtensions.Rule) ?? NoRule;

    private static FieldCheck? For(FieldDescriptor field, Func<IMessage, FieldMask?>? mask)
    {
        var rule = RuleOf(field);
        return field.FieldType switch
        {
            _ when field.IsMap => throw new NotSupportedException($"{field.FullName} is a map; nothing says what its limits are."),
            FieldType.Bool => null,
            FieldType.String => Value(field, rule, Text(rule)),
            FieldType.Bytes => Value(field, rule, new BytesRule(MaxLength(rule))),
            FieldType.Enum => EnumCheck(field, rule),
            FieldType.Double => Value(field, rule, new NumericRule<double>(rule.Range)),
            FieldType.Float => Value(field, rule, new NumericRule<float>(rule.Range)),
            FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => Value(field, rule, new NumericRule<int>(rule.Range)),
            FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => Value(field, rule, new NumericRule<long>(rule.Range)),
            FieldType.UInt32 or FieldType.Fixed32 => Value(field, rule, new NumericRule<uint>(rule.Range)),
            FieldType.UInt64 or FieldType.Fixed64 => Value(field, rule, new NumericRule<ulong>(rule.Range)),
            _ when field.MessageType == Timestamp.Descriptor => Value(field, rule, new TimeRule(rule.Past)),
            _ when field.MessageType == FieldMask.Descriptor => Value(field, rule, new MaskRule(Text(NoRule))),
            _ => Nested(field, rule, mask),
        };
    }

    private static FieldCheck Value<T>(FieldDescriptor field, FieldRule rule, ValueRule<T> value)
    {
        if (field.IsRepeated)
        {
            // An empty text, or an enum that says nothing, is no item of a list; only free text may be empty.
            var mayBeUnset = field.FieldType == FieldType.String && rule.Format == TextFormat.Unspecified;
            return new ListCheck<T>(field.Name, rule.Required, MaxItems(rule), mayBeUnset, Getters.For<RepeatedField<T>>(field), value);
        }

        var isPresent = field.HasPresence && field.FieldType != FieldType.Message ? field.Accessor.HasValue : (Func<IMessage, bool>?)null;
        return new SingleCheck<T>(field.Name, rule.Required, isPresent, Getters.For<T>(field), value);
    }

    private static FieldCheck Nested(FieldDescriptor field, FieldRule rule, Func<IMessage, FieldMask?>? mask)
    {
        var rules = MessageRules.Of(field.MessageType);
        return field.IsRepeated
            ? new MessageListCheck(field.Name, rule.Required, MaxItems(rule), Getters.For<System.Collections.IList>(field), rules)
            : new MessageCheck(field.Name, rule.Required, Getters.For<IMessage?>(field), rules, mask);
    }

    private static FieldCheck EnumCheck(FieldDescriptor field, FieldRule rule) =>
        (FieldCheck)TypedEnumCheck.MakeGenericMethod(field.EnumType.ClrType).Invoke(null, [field, rule])!;

    private static readonly MethodInfo TypedEnumCheck =
        typeof(FieldChecks).GetMethod(nameof(EnumCheckOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static FieldCheck EnumCheckOf<TEnum>(FieldDescriptor field, FieldRule rule)
        where TEnum : struct, System.Enum =>
        Value(field, rule, new EnumRule<TEnum>(field.EnumType));

    private static TextRule Text(FieldRule rule) => new(MaxLength(rule), rule.Format);

    private static int MaxLength(FieldRule rule) => rule.MaxLength == 0 ? DefaultMaxLength : checked((int)rule.MaxLength);

    private static int MaxItems(FieldRule rule) => rule.MaxItems == 0 ? DefaultMaxItems : checked((int)rule.MaxItems);

    private static bool IsUpdateMask(FieldDescriptor field) =>
        field.Name == "update_mask" && field.FieldType == FieldType.Message && field.MessageType == FieldMask.Descriptor;
}
