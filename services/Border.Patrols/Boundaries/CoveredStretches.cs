namespace Border.Patrols.Boundaries;

/// <summary>Stretches of sections, as metres from their beginnings. What is added twice is there once.</summary>
internal sealed class CoveredStretches
{
    // Above this many that may overlap they are put together before more come, so that a long track does not fill the memory.
    private const int MostLoose = 4096;

    private readonly Dictionary<int, List<(double From, double To)>> _sections = [];

    public IEnumerable<int> Sections => _sections.Keys;

    public void Add(int section, double from, double to)
    {
        if (!_sections.TryGetValue(section, out var stretches))
            _sections.Add(section, stretches = []);
        // Mostly a way goes on where the one before ended.
        if (stretches.Count > 0 && stretches[^1] is var last && from <= last.To && to >= last.From)
            stretches[^1] = (Math.Min(last.From, from), Math.Max(last.To, to));
        else
            stretches.Add((from, to));
        if (stretches.Count >= MostLoose && stretches.Count % MostLoose == 0)
            _sections[section] = Joined(stretches);
    }

    public void Add(CoveredStretches others)
    {
        foreach (var (section, stretches) in others._sections)
        {
            foreach (var (from, to) in stretches)
                Add(section, from, to);
        }
    }

    /// <summary>Leaves nothing twice, so that what is kept is small.</summary>
    public CoveredStretches Join()
    {
        foreach (var section in _sections.Keys.ToList())
            _sections[section] = Joined(_sections[section]);
        return this;
    }

    public double MetersOf(int section) =>
        _sections.TryGetValue(section, out var stretches) ? Joined(stretches).Sum(stretch => stretch.To - stretch.From) : 0;

    private static List<(double From, double To)> Joined(List<(double From, double To)> stretches)
    {
        var joined = new List<(double From, double To)>();
        foreach (var stretch in stretches.OrderBy(stretch => stretch.From))
        {
            if (joined.Count > 0 && stretch.From <= joined[^1].To)
                joined[^1] = (joined[^1].From, Math.Max(joined[^1].To, stretch.To));
            else
                joined.Add(stretch);
        }

        return joined;
    }
}
