using Border.Seizures.V1;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Seizures.Custody.Reports;

/// <summary>The words of a report of custody in a language.</summary>
internal abstract class ReportLanguage
{
    /// <summary>What the report is about, a line each.</summary>
    public abstract IEnumerable<string> Heading(CustodyReport report);

    /// <summary>What was done, in a sentence.</summary>
    public abstract string Sentence(CustodyEntry entry);

    /// <summary>The lines below the sentence: what was noted, when it was stored, and the hash.</summary>
    public abstract IEnumerable<string> Footing(CustodyEntry entry);

    /// <summary>The balance and whether the chain is intact, a line each.</summary>
    public abstract IEnumerable<string> Closing(CustodyReport report);

    public abstract string Time(Timestamp time);

    /// <summary>An amount as it was written down, and what it comes to where that is something else.</summary>
    public string Amount(Quantity quantity) => quantity.AmountCase switch
    {
        Quantity.AmountOneofCase.Mass => With(quantity.Mass.Amount, Unit(quantity.Mass.Unit), quantity.Mass.Grams, Unit(MassUnit.Gram)),
        Quantity.AmountOneofCase.Volume =>
            With(quantity.Volume.Amount, Unit(quantity.Volume.Unit), quantity.Volume.Millilitres, Unit(VolumeUnit.Millilitre)),
        Quantity.AmountOneofCase.Count =>
            With(ExactNumber.Text(quantity.Count), Unit(quantity.CountUnit), ExactNumber.Text(quantity.Pieces), Unit(CountUnit.Unspecified)),
        Quantity.AmountOneofCase.Money => $"{quantity.Money.Amount} {quantity.Money.Currency}",
        _ => "",
    };

    protected abstract string Unit(MassUnit unit);

    protected abstract string Unit(VolumeUnit unit);

    protected abstract string Unit(CountUnit unit);

    /// <summary>A part of a sentence, left out where it says nothing.</summary>
    protected static string Part(string before, string text, string after = "") => text.Length == 0 ? "" : $"{before}{text}{after}";

    protected string UnitOf(Balance balance) => balance.Unit switch
    {
        BalanceUnit.Gram => Unit(MassUnit.Gram),
        BalanceUnit.Millilitre => Unit(VolumeUnit.Millilitre),
        BalanceUnit.Piece => Unit(CountUnit.Unspecified),
        _ => balance.Currency,
    };

    private static string With(string amount, string unit, string baseAmount, string baseUnit) =>
        amount == baseAmount ? $"{amount} {unit}" : $"{amount} {unit} ({baseAmount} {baseUnit})";
}
