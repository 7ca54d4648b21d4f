using Border.Seizures.V1;
using Border.Type.V1;

namespace Border.Seizures.Custody;

/// <summary>
/// What became of an amount. The whole is always the sum of the parts, samples, losses, what was disposed of, the remainder and
/// a difference that nothing explains.
/// </summary>
internal sealed record BalanceSheet
{
    private const decimal DefaultShare = 0.005m;

    public required decimal Whole { get; init; }

    public required decimal Tolerance { get; init; }

    public decimal Parts { get; private init; }

    public decimal Samples { get; private init; }

    public decimal Losses { get; private init; }

    public decimal Disposed { get; private init; }

    public required decimal Remainder { get; init; }

    public decimal Difference => Whole - Parts - Samples - Losses - Disposed - Remainder;

    public bool IsFlagged => Math.Abs(Difference) > Tolerance;

    public static BalanceSheet Open(BaseAmount whole, Tolerance? stated) =>
        new() { Whole = whole.Value, Remainder = whole.Value, Tolerance = stated is null ? Usual(whole) : Stated(whole.Value, stated) };

    public static BalanceSheet Read(Balance balance) => new()
    {
        Whole = ExactNumber.Parse(balance.Whole),
        Tolerance = ExactNumber.Parse(balance.Tolerance),
        Parts = ExactNumber.Parse(balance.Parts),
        Samples = ExactNumber.Parse(balance.Samples),
        Losses = ExactNumber.Parse(balance.Losses),
        Disposed = ExactNumber.Parse(balance.Disposed),
        Remainder = ExactNumber.Parse(balance.Remainder),
    };

    public BalanceSheet Part(decimal amount) => this with { Parts = Parts + amount, Remainder = Less(amount) };

    public BalanceSheet Sample(decimal amount) => this with { Samples = Samples + amount, Remainder = Less(amount) };

    public BalanceSheet Weigh(decimal left) => this with { Remainder = left };

    /// <summary>A loss explains what is missing already before it takes anything from what is left.</summary>
    public BalanceSheet Lose(decimal amount) =>
        this with { Losses = Losses + amount, Remainder = Less(amount - Math.Min(amount, Math.Max(Difference, 0))) };

    public BalanceSheet Dispose() => this with { Disposed = Disposed + Remainder, Remainder = 0 };

    public void Write(Balance balance)
    {
        balance.Whole = ExactNumber.Text(Whole);
        balance.Parts = ExactNumber.Text(Parts);
        balance.Samples = ExactNumber.Text(Samples);
        balance.Losses = ExactNumber.Text(Losses);
        balance.Disposed = ExactNumber.Text(Disposed);
        balance.Remainder = ExactNumber.Text(Remainder);
        balance.Difference = ExactNumber.Text(Difference);
        balance.Tolerance = ExactNumber.Text(Tolerance);
        balance.BalanceFlag = IsFlagged;
    }

    // More may be taken than was thought to be left; then it is the difference that shows it.
    private decimal Less(decimal amount) => Math.Max(Remainder - amount, 0);

    private static decimal Stated(decimal whole, Tolerance stated) => Math.Max(whole * Number(stated.Percent) / 100, Number(stated.Amount));

    private static decimal Usual(BaseAmount whole) =>
        whole.Unit is BalanceUnit.Gram or BalanceUnit.Millilitre ? Math.Max(whole.Value * DefaultShare, 1) : 0;

    private static decimal Number(string text) => text.Length == 0 ? 0 : ExactNumber.Parse(text);
}
