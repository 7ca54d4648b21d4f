using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Border.ServiceDefaults.Tests.Validation;

/// <summary>Values at the limits of a field and just past them, made from the contract alone.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Now = new(2021, 6, 30, 12, 0, 0, TimeSpan.Zero);

    public static FieldRule RuleOf(FieldDescriptor field) => field.GetOptions()?.GetExtension(FieldExtensions.Rule) ?? new FieldRule();

    public static IEnumerable<object> Right(FieldDescriptor field)
    {
        if (!field.IsRepeated)
            return RightValues(field);
        var item = RightValues(field).First();
        return [Enumerable.Repeat(item, MaxItems(field)), RightValues(field)];
    }

    public static IEnumerable<object> Wrong(FieldDescriptor field)
    {
        if (!field.IsRepeated)
            return WrongValues(field);
        var tooMany = Enumerable.Repeat(RightValues(field).First(), MaxItems(field) + 1);
        return [tooMany, .. WrongValues(field).Select(value => new[] { RightValues(field).First(), value })];
    }

    private static IEnumerable<object> RightValues(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => RightTexts(field),
        FieldType.Bool => [true],
        FieldType.Bytes => [ByteString.CopyFrom(new byte[MaxLength(field)])],
        FieldType.Enum => field.EnumType.Values.Where(value => value.Number != 0).Select(value => (object)value.Number),
        FieldType.Int32 => Range(field) is { } range ? [(int)range.Min, (int)range.Max] : [int.MinValue, int.MaxValue],
        FieldType.Int64 => Range(field) is { } range ? [(long)range.Min, (long)range.Max] : [long.MinValue, long.MaxValue],
        FieldType.Double => Range(field) is { } range ? [range.Min, range.Max] : [double.MinValue, double.MaxValue],
        FieldType.Message when field.MessageType == Timestamp.Descriptor => RuleOf(field).Past
            ? [Time(1900, 1, 1), Now.AddHours(24).ToTimestamp()]
            : [Time(1900, 1, 1), new Timestamp { Seconds = Time(2101, 1, 1).Seconds - 1, Nanos = 999_999_999 }],
        FieldType.Message when field.MessageType == FieldMask.Descriptor => [new FieldMask { Paths = { "area" } }],
        FieldType.Message => [field.MessageType.Parser.ParseFrom(ByteString.Empty)],
        _ => throw new NotSupportedException($"{field.FullName}: no samples."),
    };

    private static IEnumerable<object> WrongValues(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => WrongTexts(field),
        FieldType.Bytes => [ByteString.CopyFrom(new byte[MaxLength(field) + 1])],
        FieldType.Enum => [-1, field.EnumType.Values.Max(value => value.Number) + 1],
        FieldType.Int32 when Range(field) is { } range => [(int)range.Min - 1, (int)range.Max + 1],
        FieldType.Int64 when Range(field) is { } range => [(long)range.Min - 1, (long)range.Max + 1],
        FieldType.Double =>
        [
            double.NaN, double.PositiveInfinity, double.NegativeInfinity,
            .. Range(field) is { } range ? new object[] { Math.BitDecrement(range.Min), Math.BitIncrement(range.Max) } : [],
        ],
        FieldType.Message when field.MessageType == Timestamp.Descriptor =>
        [
            new Timestamp { Seconds = Time(1900, 1, 1).Seconds - 1 },
            Time(2101, 1, 1),
            new Timestamp { Seconds = long.MaxValue },
            new Timestamp { Seconds = long.MinValue },
            new Timestamp { Nanos = -1 },
            new Timestamp { Nanos = 1_000_000_000 },
            .. RuleOf(field).Past ? new object[] { Now.AddHours(24).AddTicks(1).ToTimestamp() } : [],
        ],
        _ => [],
    };

    private static IEnumerable<object> RightTexts(FieldDescriptor field) => RuleOf(field).Format switch
    {
        TextFormat.Unspecified => [new string('x', MaxLength(field)), Repeat("\U00020000", MaxLength(field)), "a\tb\nc"[..Math.Min(5, MaxLength(field))]],
        TextFormat.RequestId => [new string('~', 64), "!", "7f8c1f0e-0000-4000-8000-000000000001"],
        TextFormat.ResourceId => [new string('a', 63), "0", "a-9"],
        TextFormat.ResourceName => ["cases/7f8c", $"{new string('c', 63)}/{new string('9', 63)}"],
        TextFormat.AreaCode => ["53.02.01", "A", string.Join('.', Enumerable.Repeat(new string('_', 32), 6)), "a-b_c"],
        TextFormat.Code => ["a", "Z" + new string('_', 63), "drugs.solved-2"],
        TextFormat.Amount => ["0", "999999999999999.999999", "5.63"],
        TextFormat.SignedAmount => ["0", "-999999999999999.999999", "+5.63", "12"],
        TextFormat.Sha256 => [new string('0', 64), new string('f', 64)],
        TextFormat.Country => ["CHN", "XXA", "ZWE"],
        TextFormat.Date => ["1900-01-01", "2100-12-31", "2020-02-29"],
        TextFormat.PartialDate => ["1900", "2100-12", "2020-02-29"],
        TextFormat.UnitCode => [new string('9', 32), "a", "U.1-2"],
        TextFormat.Device => [new string('9', 64), "0197c2d4-0000-7000-8000-000000000001", "GPS_1.a"],
        var other => throw new NotSupportedException($"{other}: no samples."),
    };

    private static IEnumerable<object> WrongTexts(FieldDescriptor field) => RuleOf(field).Format switch
    {
        TextFormat.Unspecified => [new string('x', MaxLength(field) + 1), Repeat("\U00020000", MaxLength(field) + 1), "\0", "\r", "\u001b", "\u007f", "\u0085"],
        TextFormat.RequestId => [new string('~', 65), "a b", "é", "\0"],
        TextFormat.ResourceId => [new string('a', 64), "A", "-a", "a-", "a_b", "a/b"],
        TextFormat.ResourceName => ["cases", "cases/", "/a", "cases/a/b", "cases/A", "../a", $"c/{new string('9', 64)}"],
        TextFormat.AreaCode => [".", "53.", ".53", "53..02", "53 02", new string('a', 33), "1.2.3.4.5.6.7", "é"],
        TextFormat.Code => ["1a", "_a", "a b", "a" + new string('b', 64), "é"],
        TextFormat.Amount => ["-1", "+1", ".5", "5.", "1e3", "1,5", "1000000000000000", "0.1234567", "٣", "NaN", " 1"],
        TextFormat.SignedAmount => ["--1", "-", "+", "1e3", "1000000000000000", "0.1234567", "1 "],
        TextFormat.Sha256 => [new string('0', 63), new string('0', 65), new string('F', 64), new string('g', 64)],
        TextFormat.Country => ["chn", "CN", "XXX", "CHNA"],
        TextFormat.Date => ["1899-12-31", "2101-01-01", "2021-02-29", "2021-2-09", "20210209", "2021-02-09T00:00:00Z"],
        TextFormat.PartialDate => ["1899", "2021-13", "2021-02-29", "2021-", "21"],
        TextFormat.UnitCode => [new string('9', 33), "a_b", "a b", "é"],
        TextFormat.Device => [new string('9', 65), "a b", "a/b", "é"],
        var other => throw new NotSupportedException($"{other}: no samples."),
    };

    private static NumberRange? Range(FieldDescriptor field) => RuleOf(field).Range;

    private static int MaxLength(FieldDescriptor field) => RuleOf(field).MaxLength is var max and > 0 ? (int)max : 256;

    private static int MaxItems(FieldDescriptor field) => RuleOf(field).MaxItems is var max and > 0 ? (int)max : 1000;

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static Timestamp Time(int year, int month, int day) => new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero).ToTimestamp();
}
