using System.Globalization;
using CsvHelper;

namespace Border.Station.Demo;

/// <summary>A table of the demo that is built into the station.</summary>
internal static class DemoTable
{
    /// <returns>A row each, by column.</returns>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string file)
    {
        using var stream = typeof(DemoTable).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The table {file} is not built in.");
        using var csv = new CsvReader(new StreamReader(stream), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var columns = csv.HeaderRecord!;
        List<IReadOnlyDictionary<string, string>> rows = [];
        while (csv.Read())
            rows.Add(columns.ToDictionary(column => column, column => csv.GetField(column)!, StringComparer.Ordinal));
        return rows;
    }
}
