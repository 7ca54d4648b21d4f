using System.Globalization;
using System.Reflection;
using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using CsvHelper;

namespace Border.Cases;

/// <summary>The offences that cases can be about, by conduct. Read from <c>offences.csv</c>.</summary>
internal sealed class OffenceCatalogue
{
    private readonly Dictionary<string, Offence> byCode;

    public OffenceCatalogue()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("offences.csv")!);
        using var csv = new CsvReader(reader, CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var offences = new List<Offence>();
        while (csv.Read())
            offences.Add(ReadOffence(csv));
        byCode = offences.ToDictionary(offence => offence.Code);
        All = offences;
    }

    /// <summary>Every offence, by group.</summary>
    public IReadOnlyList<Offence> All { get; }

    public void Require(string code)
    {
        if (!byCode.ContainsKey(code))
            throw Refusals.UnknownReference("offence", code);
    }

    /// <summary>All offences of a case are in the catalogue, and each is named once.</summary>
    public void RequireOffences(Case record)
    {
        Require(record.PrincipalOffence);
        foreach (var code in record.OtherOffences)
            Require(code);
        if (record.OtherOffences.Append(record.PrincipalOffence).GroupBy(code => code).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw Refusals.RuleBroken($"A case names each offence once; it names {twice.Key} twice.");
    }

    private static Offence ReadOffence(CsvReader row) => new()
    {
        Code = row.GetField("code"),
        DisplayName = new LocalizedText { En = row.GetField("name_en"), Zh = row.GetField("name_zh") },
        Group = row.GetField("group"),
        IccsCode = row.GetField("iccs_code"),
        Article = row.GetField("article"),
    };
}
