using Border.Persons.V1;

namespace Border.Persons.Zones;

/// <summary>The document number of a zone, which on cards may run on into the optional data.</summary>
/// <param name="OptionalLeft">The optional data without what belongs to the number.</param>
internal sealed record ZoneNumber(string Text, bool IsRight, string OptionalLeft)
{
    public static ZoneNumber In(ZoneFields fields)
    {
        var runsOn = fields.Form is ZoneForm.Td1 or ZoneForm.Td2 && fields.NumberDigit == CheckDigits.Filler;
        var tail = runsOn ? fields.Optional[..EndOf(fields.Optional)] : "";
        // One character at least and its check digit, or it is none that runs on.
        if (tail.Length < 2)
            return new(Bare(fields.Number), CheckDigits.IsRight(fields.Number, fields.NumberDigit), fields.Optional);
        var whole = fields.Number + tail[..^1];
        return new(Bare(whole), CheckDigits.IsRight(whole, tail[^1]), fields.Optional[tail.Length..]);
    }

    private static int EndOf(string optional) => optional.IndexOf(CheckDigits.Filler) is var end and >= 0 ? end : optional.Length;

    private static string Bare(string number) => number.Replace("<", "", StringComparison.Ordinal);
}
