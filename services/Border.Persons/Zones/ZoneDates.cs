using System.Globalization;

namespace Border.Persons.Zones;

/// <summary>Dates with years of two digits, told by the day on which they were read.</summary>
internal static class ZoneDates
{
    private const string Unknown = "<<";
    private const int ExpiryYears = 50;

    /// <summary>YYYY, YYYY-MM or YYYY-MM-DD, as far as it is known; not after the reference. Empty when it is no date.</summary>
    public static string Birth(string field, DateOnly reference)
    {
        if (!TryPair(field[..2], out var shortYear))
            return "";
        var year = (reference.Year / 100 * 100) + shortYear;
        var (month, day) = (field[2..4], field[4..6]);
        // As early as it can be: one who is born this year, in a month that is not known, is not born in a hundred years' past.
        var text = Text(year, month, day);
        return string.CompareOrdinal(text, Iso(reference)[..text.Length]) > 0 ? Text(year - 100, month, day) : text;
    }

    /// <summary>YYYY-MM-DD within 50 years of the reference; empty when it is no date.</summary>
    public static string Expiry(string field, DateOnly reference)
    {
        if (!TryPair(field[..2], out var shortYear))
            return "";
        var year = (reference.Year / 100 * 100) + shortYear;
        if (year > reference.Year + ExpiryYears)
            year -= 100;
        else if (year < reference.Year - ExpiryYears)
            year += 100;
        var text = Text(year, field[2..4], field[4..6]);
        return text.Length == 10 ? text : "";
    }

    // What does not make a date is left out, from the day on.
    private static string Text(int year, string month, string day)
    {
        if (month == Unknown || !DateOnly.TryParseExact($"{Year(year)}-{month}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return Year(year);
        var whole = $"{Year(year)}-{month}-{day}";
        return DateOnly.TryParseExact(whole, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? whole : $"{Year(year)}-{month}";
    }

    private static string Year(int year) => year.ToString("0000", CultureInfo.InvariantCulture);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool TryPair(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
