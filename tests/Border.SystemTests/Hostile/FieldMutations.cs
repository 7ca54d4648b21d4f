using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Border.SystemTests.Hostile;

/// <summary>Puts into one field, anywhere in a message, what no honest client would.</summary>
internal sealed class FieldMutations(Random random)
{
    private const int HugeList = 5000;

    private static readonly string[] Texts =
    [
        "", " ", "\0", "a\0b", "\u001b[31m", "\r\n", "'; drop table document; --", "%00", "../../etc/passwd", "${jndi:ldap://x}", "<script>",
        "\u202eabc", "e\u0301\u0301\u0301", "𠀀𠀀", "NaN", "1e999", "-0", "0x10", "99999999999999999999", "2021-02-30", "0000-00-00", "9999-12-31",
        "cases/", "/", "a/b/c", "*", "a.b.c.d.e.f.g.h", "FY99999", "2021-H3", "2021-01-01..1900-01-01", "2021-YTD@2021-02-30", "YWJj", "====",
    ];

    private static readonly double[] Numbers =
        [double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.MinValue, double.Epsilon, -0.0, 90.0000001, -181];

    private static readonly long[] Wholes = [long.MinValue, long.MaxValue, int.MinValue, int.MaxValue, -1, 0, 1L << 53, (1L << 53) + 1, 10_001];

    /// <summary>A text whose bytes are easily found again, to be made invalid.</summary>
    public const string Marker = "~marker-of-a-text~";

    public void Apply(IMessage root) => Spoil(root, Hostile);

    /// <summary>Writes <see cref="Marker"/> into some text.</summary>
    public void Mark(IMessage root) => Spoil(root, field => field.FieldType == FieldType.String ? Marker : null);

    private void Spoil(IMessage root, Func<FieldDescriptor, object?> hostile)
    {
        var messages = Inside(root).ToList();
        var message = messages[random.Next(messages.Count)];
        var fields = message.Descriptor.Fields.InFieldNumberOrder();
        if (fields.Count == 0)
            return;
        var field = fields[random.Next(fields.Count)];
        if (hostile(field) is not { } value)
            return;
        if (field.IsRepeated)
            Fill((IList)field.Accessor.GetValue(message), value);
        else
            field.Accessor.SetValue(message, value);
    }

    private void Fill(IList list, object value)
    {
        var isHuge = random.Next(20) == 0 && value is not string { Length: > 100 };
        for (var count = isHuge ? HugeList : random.Next(1, 4); count > 0; count--)
            list.Add(value is IMessage message ? message.Descriptor.Parser.ParseFrom(message.ToByteString()) : value);
    }

    private object? Hostile(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => random.Next(8) == 0 ? new string((char)random.Next(32, 0x3000), random.Next(1, 20_000)) : Texts[random.Next(Texts.Length)],
        FieldType.Enum => (int)Wholes[random.Next(Wholes.Length)],
        FieldType.Int32 => (int)Wholes[random.Next(Wholes.Length)],
        FieldType.Int64 => Wholes[random.Next(Wholes.Length)],
        FieldType.Double => Numbers[random.Next(Numbers.Length)],
        FieldType.Message when field.MessageType == Timestamp.Descriptor => AbsurdTime(),
        FieldType.Message when field.MessageType == FieldMask.Descriptor => AbsurdMask(),
        FieldType.Message => field.MessageType.Parser.ParseFrom(ByteString.Empty),
        _ => null,
    };

    private Timestamp AbsurdTime() => random.Next(5) switch
    {
        0 => new() { Seconds = Wholes[random.Next(Wholes.Length)], Nanos = (int)Wholes[random.Next(Wholes.Length)] },
        1 => new() { Seconds = -62_135_596_800 },
        2 => new() { Seconds = 253_402_300_799, Nanos = 999_999_999 },
        3 => new() { Seconds = 4_133_980_799, Nanos = 999_999_999 },
        _ => new() { Seconds = -2_208_988_800 },
    };

    private FieldMask AbsurdMask() => random.Next(4) switch
    {
        0 => new(),
        1 => new() { Paths = { "*" } },
        2 => new() { Paths = { Enumerable.Repeat("area", 1 + random.Next(1500)) } },
        _ => new() { Paths = { Texts[random.Next(Texts.Length)], "particulars.title" } },
    };

    private static IEnumerable<IMessage> Inside(IMessage message)
    {
        yield return message;
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder().Where(field => field.FieldType == FieldType.Message))
        {
            var value = field.Accessor.GetValue(message);
            var inner = value switch
            {
                IList list => list.Cast<IMessage>(),
                IMessage one => [one],
                _ => [],
            };
            foreach (var deeper in inner.SelectMany(Inside))
                yield return deeper;
        }
    }
}
