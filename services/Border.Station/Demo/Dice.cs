namespace Border.Station.Demo;

/// <summary>
/// Numbers that look random and are the same on every machine and runtime. Each event of the demo has dice of its own, so
/// that any part of it can be made without the rest.
/// </summary>
internal sealed class Dice(ulong state)
{
    private const ulong Seed = 20210730;
    private const ulong Step = 0x9E3779B97F4A7C15;

    /// <summary>The dice of one event.</summary>
    /// <param name="kind">What kind of event it is.</param>
    public static Dice For(string kind, DateOnly day, int number)
    {
        var state = Seed;
        foreach (var letter in kind)
            state = Mixed(state + letter);
        return new(Mixed(state + ((ulong)day.DayNumber << 32) + (uint)number));
    }

    /// <summary>From 0 up to the limit, the limit left out.</summary>
    public int Below(int limit) => (int)(((Next() >> 32) * (ulong)limit) >> 32);

    public int Between(int first, int last) => first + Below(last - first + 1);

    public bool Chance(int percent) => Below(100) < percent;

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    private ulong Next() => Mixed(state += Step);

    // The finishing steps of SplitMix64, a generator in the public domain.
    private static ulong Mixed(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
