using System.Buffers;
using System.Globalization;
using Border.Type.V1;

namespace Border.ServiceDefaults.Validation;

/// <summary>The forms of text, as field.proto describes them. Loops over characters: they run for every field of every call.</summary>
internal static class TextFormats
{
    private const int FirstYear = 1900;
    private const int LastYear = 2100;
    private const int MaxAreaGroups = 6;

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    public static Func<string, bool>? Test(TextFormat format) => format switch
    {
        TextFormat.Unspecified => null,
        TextFormat.RequestId => static text => IsRequestId(text),
        TextFormat.ResourceId => static text => IsResourceId(text),
        TextFormat.ResourceName => static text => IsResourceName(text),
        TextFormat.AreaCode => static text => IsAreaCode(text),
        TextFormat.Code => static text => IsCode(text),
        TextFormat.Amount => static text => IsAmount(text),
        TextFormat.Country => Countries.Contains,
        TextFormat.Date => static text => IsDate(text),
        TextFormat.UnitCode => static text => IsUnitCode(text),
        TextFormat.PartialDate => static text => IsPartialDate(text),
        TextFormat.SignedAmount => static text => IsSignedAmount(text),
        TextFormat.Sha256 => static text => IsSha256(text),
        TextFormat.Device => static text => IsDevice(text),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No such format."),
    };

    private static bool IsRequestId(ReadOnlySpan<char> text) => text.Length is >= 1 and <= 64 && !text.ContainsAnyExceptInRange('!', '~');

    private static bool IsResourceId(ReadOnlySpan<char> text)
    {
        if (text.Length is < 1 or > 63 || text[0] == '-' || text[^1] == '-')
            return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-')
                return false;
        }

        return true;
    }

    private static bool IsResourceName(ReadOnlySpan<char> text)
    {
        var slash = text.IndexOf('/');
        return slash > 0 && char.IsAsciiLetterLower(text[0]) && IsResourceId(text[..slash]) && IsResourceId(text[(slash + 1)..]);
    }

    private static bool IsAreaCode(ReadOnlySpan<char> text)
    {
        var groups = 0;
        foreach (var group in text.Split('.'))
        {
            if (++groups > MaxAreaGroups || !IsMadeOf(text[group], 32, '-', '_'))
                return false;
        }

        return true;
    }

    private static bool IsCode(ReadOnlySpan<char> text) => text is [var first, ..] && char.IsAsciiLetter(first) && IsMadeOf(text, 64, '.', '-', '_');

    private static bool IsDevice(ReadOnlySpan<char> text) => IsMadeOf(text, 64, '.', '-', '_');

    private static bool IsUnitCode(ReadOnlySpan<char> text) => IsMadeOf(text, 32, '.', '-');

    private static bool IsMadeOf(ReadOnlySpan<char> text, int max, params ReadOnlySpan<char> also)
    {
        if (text.Length < 1 || text.Length > max)
            return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !also.Contains(c))
                return false;
        }

        return true;
    }

    private static bool IsSignedAmount(ReadOnlySpan<char> text) => IsAmount(text is ['+' or '-', ..] ? text[1..] : text);

    private static bool IsAmount(ReadOnlySpan<char> text)
    {
        var point = text.IndexOf('.');
        return point < 0
            ? IsDigits(text, 15)
            : IsDigits(text[..point], 15) && IsDigits(text[(point + 1)..], 6);
    }

    private static bool IsSha256(ReadOnlySpan<char> text) => text.Length == 64 && !text.ContainsAnyExcept(LowerHex);

    private static bool IsDigits(ReadOnlySpan<char> text, int max) =>
        text.Length >= 1 && text.Length <= max && !text.ContainsAnyExceptInRange('0', '9');

    private static bool IsDate(ReadOnlySpan<char> text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is >= FirstYear and <= LastYear;

    private static bool IsPartialDate(ReadOnlySpan<char> text) => text.Length switch
    {
        4 => IsDate($"{text}-01-01"),
        7 => IsDate($"{text}-01"),
        _ => IsDate(text),
    };
}
