namespace Border.Statistics.Numbers;

/// <summary>
/// By how many percent a number differs from its base. The ends of the band are null where the base can be so near to zero
/// that there is no limit.
/// </summary>
internal sealed record PercentChange(decimal Percent, decimal? Low, decimal? High)
{
    /// <returns>Null when the base is zero.</returns>
    public static PercentChange? Between(Approximate value, Approximate basis)
    {
        if (basis.Amount == 0)
            return null;
        var percent = Of(value.Amount, basis.Amount);
        return basis is { Low: <= 0, High: >= 0 }
            ? Unlimited(value, basis, percent)
            : Limited(value, basis, percent);
    }

    /// <summary>Two decimals, halves away from zero.</summary>
    public static decimal Printed(decimal percent) => decimal.Round(percent, 2, MidpointRounding.AwayFromZero);

    private static PercentChange Limited(Approximate value, Approximate basis, decimal percent)
    {
        // Within a band that keeps its sign the change grows or falls all along, so that its limits are at the corners.
        decimal[] corners =
            [Of(value.Low, basis.Low), Of(value.Low, basis.High), Of(value.High, basis.Low), Of(value.High, basis.High)];
        return new(percent, corners.Min(), corners.Max());
    }

    private static PercentChange Unlimited(Approximate value, Approximate basis, decimal percent)
    {
        // What counts is never below zero, so the base lies between zero and its upper end, and only the lower limit holds.
        var hasLowest = basis is { Amount: > 0, High: > 0 } && value.Low >= 0;
        return new(percent, hasLowest ? Of(value.Low, basis.High) : null, null);
    }

    private static decimal Of(decimal value, decimal basis) => (value - basis) / Math.Abs(basis) * 100;
}
