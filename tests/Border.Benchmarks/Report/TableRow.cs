namespace Border.Benchmarks.Report;

/// <summary>One row of the table. What does not apply is empty.</summary>
/// <param name="IsMet">Whether the target is met; null where there is none.</param>
internal sealed record TableRow(
    string What, string Median, string Spread, string Peer, string PeerMedian, string Ratio, string Target, bool? IsMet)
{
    /// <summary>A rate against a peer's rate.</summary>
    public static TableRow Against(string what, Samples system, string peer, Samples peers, double atLeast)
    {
        var ratio = system.Over(peers).Median;
        return new(
            what, Numbers.Rate(system.Median), Numbers.Rate(system.Min, system.Max), peer, Numbers.Rate(peers.Median),
            Numbers.Plain(ratio), $"≥ {Numbers.Plain(atLeast)} ×", ratio >= atLeast);
    }

    public static TableRow AtLeast(string what, Samples rate, double atLeast) => new(
        what, Numbers.Rate(rate.Median), Numbers.Rate(rate.Min, rate.Max), "", "", "", $"≥ {Numbers.Rate(atLeast)}", rate.Median >= atLeast);

    public static TableRow AtMost(string what, Samples amount, double atMost, string unit) => new(
        what, $"{Numbers.Plain(amount.Median)} {unit}", $"{Numbers.Plain(amount.Min)}–{Numbers.Plain(amount.Max)} {unit}",
        "", "", "", $"≤ {Numbers.Plain(atMost)} {unit}", amount.Median <= atMost);

    /// <summary>A row that could not be measured, or whose answers were wrong.</summary>
    public static TableRow Failed(string name) => new(name, "failed", "", "", "", "", "", false);

    /// <summary>A rate that is told and has no target.</summary>
    public static TableRow Rated(string what, Samples rate) =>
        new(what, Numbers.Rate(rate.Median), Numbers.Rate(rate.Min, rate.Max), "", "", "", "", null);

    /// <summary>A rate beside another's, which is told and has no target.</summary>
    public static TableRow Beside(string what, Samples rate, string peer, Samples peers) =>
        Rated(what, rate) with { Peer = peer, PeerMedian = Numbers.Rate(peers.Median), Ratio = Numbers.Plain(rate.Over(peers).Median) };

    /// <summary>A number that is told and has no target.</summary>
    public static TableRow Told(string what, Samples amount, string unit) => new(
        what, $"{Numbers.Plain(amount.Median)} {unit}", $"{Numbers.Plain(amount.Min)}–{Numbers.Plain(amount.Max)} {unit}", "", "", "", "", null);
}
