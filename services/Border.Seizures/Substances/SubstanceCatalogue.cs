using System.Globalization;
using System.Reflection;
using Border.Seizures.V1;
using CsvHelper;
using Google.Protobuf.Reflection;

namespace Border.Seizures.Substances;

/// <summary>
/// The substances that drugs and precursors are made of, after the schedules of the conventions of 1961 and 1971 and the
/// tables of that of 1988. Read from <c>substances.csv</c>.
/// </summary>
internal static class SubstanceCatalogue
{
    private static readonly Dictionary<string, Substance> ByCode = Read();

    /// <summary>Every substance, ordered by code.</summary>
    public static IReadOnlyList<Substance> All { get; } = [.. ByCode.Values.OrderBy(substance => substance.Code, StringComparer.Ordinal)];

    public static Substance? Find(string code) => ByCode.GetValueOrDefault(code);

    private static Dictionary<string, Substance> Read()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("substances.csv")!);
        using var csv = new CsvReader(reader, CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var substances = new Dictionary<string, Substance>(StringComparer.Ordinal);
        while (csv.Read())
        {
            var substance = ReadSubstance(csv);
            substances.Add(substance.Code, substance);
        }

        return substances;
    }

    private static Substance ReadSubstance(CsvReader row) => new()
    {
        Code = row.GetField("code"),
        DisplayName = new() { En = row.GetField("name_en"), Zh = row.GetField("name_zh") },
        Convention = ConventionOf(row.GetField("convention")!),
        Schedule = row.GetField("schedule"),
    };

    /// <param name="word">The end of the value's name in the contract, in lower case.</param>
    private static Convention ConventionOf(string word)
    {
        var values = SubstancesReflection.Descriptor.FindTypeByName<EnumDescriptor>(nameof(Convention));
        return (Convention)values.FindValueByName($"CONVENTION_{word.ToUpperInvariant()}").Number;
    }
}
