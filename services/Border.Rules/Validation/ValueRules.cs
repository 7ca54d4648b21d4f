using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Border.ServiceDefaults.Validation;

internal sealed class TextRule(int maxLength, TextFormat format) : ValueRule<string>
{
    // Everything of Unicode's category Cc but tab and line feed.
    private static readonly SearchValues<char> ControlCharacters = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(i => (char)i).Where(c => char.IsControl(c) && c is not '\t' and not '\n')]);

    private readonly Func<string, bool>? _hasFormat = TextFormats.Test(format);
    private readonly string _wrongFormat = format == TextFormat.Unspecified ? "" : Faults.NotOfFormat(format);
    private readonly string _tooLong = Faults.TooLong(maxLength);

    public override bool IsUnset(string value) => value.Length == 0;

    public override string? Fault(string value, Findings findings)
    {
        if (value.Length > maxLength && CodePoints(value) > maxLength)
            return _tooLong;
        if (_hasFormat is not null)
            return _hasFormat(value) ? null : _wrongFormat;
        return value.AsSpan().ContainsAny(ControlCharacters) ? Faults.ControlCharacter : null;
    }

    private static int CodePoints(string value)
    {
        var count = 0;
        foreach (var _ in value.EnumerateRunes())
            count++;
        return count;
    }
}

internal sealed class BytesRule(int maxLength) : ValueRule<ByteString>
{
    private readonly string _tooLong = Faults.TooManyBytes(maxLength);

    public override bool IsUnset(ByteString value) => value.IsEmpty;

    public override string? Fault(ByteString value, Findings findings) => value.Length > maxLength ? _tooLong : null;
}

internal sealed class EnumRule<TEnum>(EnumDescriptor descriptor) : ValueRule<TEnum>
    where TEnum : struct, System.Enum
{
    private readonly HashSet<int> _known = [.. descriptor.Values.Select(value => value.Number)];

    public override bool IsUnset(TEnum value) => Unsafe.BitCast<TEnum, int>(value) == 0;

    public override string? Fault(TEnum value, Findings findings) =>
        _known.Contains(Unsafe.BitCast<TEnum, int>(value)) ? null : Faults.UnknownValue;
}

/// <summary>A number says something even when it is 0, so it is never unset.</summary>
internal sealed class NumericRule<T>(NumberRange? range) : ValueRule<T>
    where T : struct, INumber<T>
{
    private readonly double _min = range?.Min ?? double.MinValue;
    private readonly double _max = range?.Max ?? double.MaxValue;
    private readonly string _outOfRange = range is null ? Faults.NotFinite : Faults.OutOfRange(range.Min, range.Max);

    public override bool IsUnset(T value) => false;

    public override string? Fault(T value, Findings findings)
    {
        if (!T.IsFinite(value))
            return Faults.NotFinite;
        var number = double.CreateChecked(value);
        return number < _min || number > _max ? _outOfRange : null;
    }
}

internal sealed class TimeRule(bool past) : ValueRule<Timestamp>
{
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromHours(24);
    private static readonly long FirstSecond = new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
    private static readonly long EndSecond = new DateTimeOffset(2101, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    public override bool IsUnset(Timestamp? value) => value is null;

    public override string? Fault(Timestamp value, Findings findings)
    {
        if (value.Seconds < FirstSecond || value.Seconds >= EndSecond || value.Nanos is < 0 or > 999_999_999)
            return Faults.NotATime;
        return past && value.ToDateTimeOffset() > findings.Now + ClockTolerance ? Faults.InTheFuture : null;
    }
}

internal sealed class MaskRule(ValueRule<string> paths) : ValueRule<FieldMask>
{
    private const int MaxPaths = 1000;

    public override bool IsUnset(FieldMask? value) => value is null || value.Paths.Count == 0;

    public override string? Fault(FieldMask value, Findings findings)
    {
        if (value.Paths.Count > MaxPaths)
            return Faults.TooManyItems(MaxPaths);
        return value.Paths.Any(path => paths.IsUnset(path) || paths.Fault(path, findings) is not null)
            ? "names a path that is empty, too long or has a control character"
            : null;
    }
}
