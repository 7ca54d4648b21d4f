using System.Globalization;
using Border.Seizures.V1;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;
using Act = Border.Seizures.V1.CustodyEntry.ActOneofCase;

namespace Border.Seizures.Custody.Reports;

/// <summary>A report of custody in English.</summary>
internal sealed class EnglishReport : ReportLanguage
{
    public override IEnumerable<string> Heading(CustodyReport report)
    {
        var exhibit = report.Exhibit;
        yield return "REPORT OF CUSTODY";
        yield return $"Exhibit: {exhibit.Name}, {Role(exhibit.Role)} item {exhibit.ItemId} of {exhibit.Seizure}: {exhibit.Sort}";
        if (exhibit.Parent.Length > 0)
            yield return $"Taken from: {exhibit.Parent}";
        yield return $"Seized: {Time(report.SeizeTime)} by unit {report.Unit}, area {report.Area}{Standing(report.Standing)}";
        yield return $"State: {StateWords.Of(exhibit.State)}{Part(", held by ", exhibit.Holder)}{Part(", kept at ", exhibit.Place)}"
            + Part(", sealed with ", string.Join(", ", exhibit.Seals));
        yield return $"Report made: {Time(report.ReportTime)}";
        if (exhibit.Entries.Count < exhibit.EntryCount)
            yield return $"Part of the report: entries {Number(exhibit.Entries.FirstOrDefault()?.Number ?? 0)} to {Number(exhibit.Entries.LastOrDefault()?.Number ?? 0)} of {Number(exhibit.EntryCount)}";
    }

    public override string Sentence(CustodyEntry entry) => entry.ActCase switch
    {
        Act.Opening => $"opened custody of {Amount(entry.Opening.Quantity)}{Part(" taken from ", entry.Opening.Parent)}{Part(", kept at ", entry.Opening.Place)}.",
        Act.Sealing => $"put on seal {entry.Sealing.SealNumber}.",
        Act.SealBreaking => $"broke seal {entry.SealBreaking.SealNumber}{Part(": ", entry.SealBreaking.Reason)}",
        Act.Offer => $"offered it to {entry.Offer.Receiver}{Part(": ", entry.Offer.Purpose)}",
        Act.Confirmation => $"confirmed its receipt{Part(": ", entry.Confirmation.Condition)}",
        Act.Refusal => $"did not go through with the hand-over{Part(": ", entry.Refusal.Reason)}",
        Act.Storing => $"stored it at {entry.Storing.Place}.",
        Act.Splitting => $"split off {string.Join(", ", entry.Splitting.Parts.Select(Portion))}.",
        Act.Sampling => $"took as a sample {Portion(entry.Sampling.Sample)}{Part(": ", entry.Sampling.Purpose)}",
        Act.Weighing => $"measured what was left: {Amount(entry.Weighing.Quantity)}{Part(", with ", entry.Weighing.Instrument)}.",
        Act.Loss => $"recorded a loss of {Amount(entry.Loss.Quantity)}{Part(": ", entry.Loss.Reason)}",
        Act.Destruction => $"destroyed what was left: {entry.Destruction.Method}; order: {entry.Destruction.Authority}; witnesses: "
            + $"{string.Join(", ", entry.Destruction.Witnesses.Select(Witness))}.",
        Act.GoodsReturn => $"gave what was left back{Part(" to ", entry.GoodsReturn.Recipient)}; decision: {entry.GoodsReturn.Authority}.",
        _ => throw new ArgumentOutOfRangeException(nameof(entry), entry.ActCase, "No such act of custody."),
    };

    public override IEnumerable<string> Footing(CustodyEntry entry)
    {
        if (entry.Note.Length > 0)
            yield return $"Note: {entry.Note}";
        if (EntryHash.IsErased(entry))
            yield return "Personal part erased: what was said about persons is no longer here; the hash stands without it.";
        yield return $"Stored {Time(entry.RecordTime)}. Hash {entry.Hash}";
    }

    public override IEnumerable<string> Closing(CustodyReport report)
    {
        var (balance, verification) = (report.Exhibit.Balance, report.Verification);
        yield return $"BALANCE ({UnitOf(balance)}): whole {balance.Whole} = parts {balance.Parts} + samples {balance.Samples} + losses {balance.Losses}"
            + $" + disposed of {balance.Disposed} + left {balance.Remainder} + difference {balance.Difference}";
        yield return $"Tolerance {balance.Tolerance}: {(balance.BalanceFlag ? "THE DIFFERENCE IS BEYOND IT" : "kept")}";
        yield return verification.Intact
            ? $"VERIFIED: all {Number(verification.EntryCount)} entries are as they were made{Erased(verification)}; the last hash is {verification.HeadHash}"
            : $"NOT VERIFIED: entry {Number(verification.Entry)} is at fault ({verification.Fault})";
    }

    public override string Time(Timestamp time) =>
        time.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    protected override string Unit(MassUnit unit) => unit switch
    {
        MassUnit.Milligram => "mg",
        MassUnit.Gram => "g",
        MassUnit.Kilogram => "kg",
        MassUnit.Tonne => "t",
        MassUnit.Pound => "lb",
        MassUnit.Ounce => "oz",
        _ => unit.ToString().ToLowerInvariant(),
    };

    protected override string Unit(VolumeUnit unit) => unit switch
    {
        VolumeUnit.Millilitre => "ml",
        VolumeUnit.Litre => "l",
        VolumeUnit.CubicMetre => "m3",
        _ => "US gal",
    };

    protected override string Unit(CountUnit unit) => unit switch
    {
        CountUnit.Unspecified => "pieces",
        CountUnit.Tablet => "tablets",
        CountUnit.Capsule => "capsules",
        CountUnit.Ampoule => "ampoules",
        CountUnit.Plant => "plants",
        CountUnit.Blotter => "blotters",
        CountUnit.Packet => "packets",
        CountUnit.Bottle => "bottles",
        CountUnit.Pair => "pairs",
        CountUnit.Dozen => "dozen",
        CountUnit.CigarettePack => "packs of cigarettes",
        _ => "cartons of cigarettes",
    };

    private static string Erased(VerifyCustodyResponse verification) =>
        verification.ErasedEntries.Count == 0 ? "" : $", but for the personal part of {Number(verification.ErasedEntries.Count)}, which was erased";

    private string Portion(Portion portion) => $"{Amount(portion.Quantity)} as exhibits/{portion.ExhibitId}";

    private static string Witness(Witness witness) => $"{witness.FullName}{Part(" (", witness.Office, ")")}";

    private static string Role(ExhibitRole role) => role switch
    {
        ExhibitRole.Part => "a part of",
        ExhibitRole.Sample => "a sample of",
        _ => "the whole of",
    };

    private static string Standing(SeizureStanding standing) => standing switch
    {
        SeizureStanding.Void => " (THE RECORD OF THE SEIZURE IS VOID)",
        SeizureStanding.ItemRemoved => " (THE ITEM IS NO LONGER IN THE RECORD OF THE SEIZURE)",
        _ => "",
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
