using System.Collections.Frozen;

namespace Border.Statistics.Indicators;

/// <summary>
/// To which group each offence belongs, from the catalogue that the Cases service keeps. The file is built in, so that a
/// record is counted in the same way whether or not that service can be reached.
/// </summary>
internal sealed class OffenceGroups
{
    public const string BorderManagement = "border_management";
    public const string Drugs = "drugs";

    private readonly FrozenDictionary<string, string> _groups;

    private OffenceGroups(FrozenDictionary<string, string> groups) => _groups = groups;

    /// <returns>Null for an offence that is not in the catalogue.</returns>
    public string? Of(string offence) => _groups.GetValueOrDefault(offence);

    public static OffenceGroups ReadBuiltIn()
    {
        using var file = typeof(OffenceGroups).Assembly.GetManifestResourceStream("offences.csv")!;
        using var reader = new StreamReader(file);
        return Read(reader);
    }

    /// <param name="catalogue">Comma-separated, with a first line that names the columns, among them code and group.</param>
    public static OffenceGroups Read(TextReader catalogue)
    {
        var columns = CsvLine.Split(catalogue.ReadLine() ?? "");
        var (code, group) = (columns.IndexOf("code"), columns.IndexOf("group"));
        if (code < 0 || group < 0)
            throw new InvalidDataException("The catalogue of offences has no column code or no column group.");
        var groups = new Dictionary<string, string>(StringComparer.Ordinal);
        while (catalogue.ReadLine() is { } line)
        {
            var fields = CsvLine.Split(line);
            if (fields.Count == columns.Count)
                groups.Add(fields[code], fields[group]);
            else if (line.Length > 0)
                throw new InvalidDataException($"The catalogue of offences has a line of {fields.Count} fields: {line}");
        }

        return new(groups.ToFrozenDictionary(StringComparer.Ordinal));
    }
}
