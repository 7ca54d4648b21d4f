using Border.Statistics.V1;

namespace Border.Statistics.Numbers;

/// <summary>
/// A number with the band in which the true value lies. How it is qualified follows from the band: no band is exact, a band
/// above only is "more than", any other is rounded.
/// </summary>
internal readonly record struct Approximate(decimal Amount, decimal Low, decimal High)
{
    public static Approximate Exact(decimal amount) => new(amount, amount, amount);

    /// <param name="step">
    /// The step to which it was rounded or cut. "More than" v means at least v and below v + step: half open, which for
    /// whole things ends at the last whole number before v + step.
    /// </param>
    public static Approximate Of(decimal amount, Qualifier qualifier, decimal step, bool wholeThings) => qualifier switch
    {
        Qualifier.Rounded => new(amount, amount - (step / 2), amount + (step / 2)),
        Qualifier.MoreThan when wholeThings && step >= 1 && decimal.IsInteger(amount) && decimal.IsInteger(step) =>
            new(amount, amount, amount + step - 1),
        Qualifier.MoreThan => new(amount, amount, amount + step),
        _ => Exact(amount),
    };

    public Qualifier Qualifier =>
        Low == High ? Qualifier.Exact : Low == Amount ? Qualifier.MoreThan : Qualifier.Rounded;

    public bool IsExact => Low == High;

    public decimal Below => Amount - Low;

    public decimal Above => High - Amount;

    /// <summary>The bands add up, because nothing is known of how the errors hang together.</summary>
    public static Approximate operator +(Approximate left, Approximate right) =>
        new(left.Amount + right.Amount, left.Low + right.Low, left.High + right.High);
}
