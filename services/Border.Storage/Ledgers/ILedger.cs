namespace Border.Storage.Ledgers;

/// <summary>
/// What each source last contributed to which cells, the cells themselves, and how far each feed has been folded into
/// them: always changed in one transaction. Every change keeps the day on which it became known.
/// Every member throws <see cref="StorageUnavailableException"/> when the database is away.
/// </summary>
public interface ILedger
{
    /// <summary>How far each feed is folded in; feeds never folded are missing.</summary>
    Task<IReadOnlyDictionary<string, LedgerCursor>> CursorsAsync(CancellationToken ct);

    /// <summary>How far one feed is folded in; at 0 when it never was.</summary>
    async Task<LedgerCursor> CursorAsync(string feed, CancellationToken ct) => (await CursorsAsync(ct)).GetValueOrDefault(feed);

    /// <summary>
    /// Replaces the lines of each source by those of the entry: what the source had contributed is taken back and the new
    /// lines are added, unless the source is already at this version or a later one. Moves the feed's cursor.
    /// Lines without a day of their own are taken back on the day of the entry that replaces them, others on that very day.
    /// </summary>
    /// <param name="from">Where the cursor must be; another folder may have moved it.</param>
    /// <returns>False, and nothing changed, when the cursor was elsewhere.</returns>
    Task<bool> FoldAsync(string feed, LedgerCursor from, LedgerCursor to, IReadOnlyList<LedgerEntry> entries, CancellationToken ct);

    /// <summary>By which version of its counting rule each series is counted; those of which it was never said are missing.</summary>
    Task<IReadOnlyDictionary<string, LedgerRule>> RulesAsync(CancellationToken ct);

    /// <summary>Says by which version of its counting rule a series is counted from now on.</summary>
    Task KeepRuleAsync(string series, LedgerRule rule, CancellationToken ct);

    /// <summary>
    /// Has the sources of some collections contribute what these entries say and nothing else, whatever versions they were at before, and
    /// moves the feed's cursor, all in one transaction. What differs is taken back and added on the day given, or on the last day on
    /// which the source had changed when that is later. A source without an entry contributes nothing any more, and begins anew.
    /// </summary>
    /// <param name="from">Where the cursor must be.</param>
    /// <param name="collections">The names of their sources begin with these and a slash.</param>
    /// <param name="entries">The present entry of every source of these collections; each source once. Their own days do not matter.</param>
    /// <returns>Null, and nothing changed, when the cursor was elsewhere.</returns>
    Task<LedgerRebuild?> RebuildAsync(
        string feed,
        LedgerCursor from,
        LedgerCursor to,
        IReadOnlyList<string> collections,
        DateOnly knownOn,
        IAsyncEnumerable<LedgerEntry> entries,
        CancellationToken ct);

    /// <summary>Sums of day lines, for each series, over a range of days and one area with all below it. Sums of 0 are left out.</summary>
    Task<IReadOnlyList<LedgerSum>> SumAsync(LedgerQuery query, CancellationToken ct);

    /// <summary>
    /// How many sources have a standing distinct line, for each series, over a range of days and one area with all below it:
    /// each source once in each number, and so the numbers of parts do not add up. Those of 0 are left out.
    /// </summary>
    /// <param name="query">Its series are distinct. A range that does not begin with a month, and a day as known on which, are read from all lines.</param>
    Task<IReadOnlyList<LedgerSum>> DistinctAsync(LedgerQuery query, CancellationToken ct);

    /// <summary>The first day that any standing day line of each series counts in; series without one are missing.</summary>
    /// <param name="asOf">Of the lines that stood at the end of this day; null for now.</param>
    Task<IReadOnlyDictionary<string, DateOnly>> FirstDaysAsync(DateOnly? asOf, CancellationToken ct);

    /// <summary>
    /// For each series, and each area that one of its standing day lines counts in itself, the first day on which such a line
    /// became known. The query's group does not matter.
    /// </summary>
    Task<IReadOnlyList<LedgerKnown>> FirstKnownAsync(LedgerQuery query, CancellationToken ct);

    /// <summary>
    /// For each series, and each area that its day lines count in themselves, the days on which they do not come to 0.
    /// The query's group does not matter.
    /// </summary>
    Task<IReadOnlyList<LedgerDay>> CountedDaysAsync(LedgerQuery query, CancellationToken ct);

    /// <summary>The reported cells whose whole period lies in the range, of one area or of it and all below it.</summary>
    Task<IReadOnlyList<ReportedCell>> ReportedAsync(ReportedQuery query, CancellationToken ct);

    /// <summary>One page of what makes up a sum, by day and source.</summary>
    Task<LedgerPage> ExplainAsync(LedgerQuery query, int pageSize, LedgerPageStart? after, CancellationToken ct);

    /// <summary>
    /// Counts every cell again from the present lines of the sources and names those that differ, as one consistent picture.
    /// </summary>
    Task<LedgerRecount> RecountAsync(CancellationToken ct);

    /// <summary>
    /// Compares the cells with entries counted elsewhere, at the cursors at which they were taken. Null when one of these
    /// cursors has moved on, and the comparison must be made again.
    /// </summary>
    /// <param name="positions">Of the cursors.</param>
    /// <param name="entries">The present entry of every source, of all feeds; each source once.</param>
    Task<LedgerRecount?> CompareAsync(
        IReadOnlyDictionary<string, long> positions, IAsyncEnumerable<LedgerEntry> entries, CancellationToken ct);
}

/// <summary>How far a feed is folded in.</summary>
/// <param name="Position">The last position that is.</param>
/// <param name="Mark">By what the event at that position is known again; null for none.</param>
public readonly record struct LedgerCursor(long Position, string? Mark = null);

/// <summary>What a rebuild did.</summary>
/// <param name="Sources">How many entries there were.</param>
/// <param name="Changed">How many of their sources were new, or of another version, or contributed something else.</param>
/// <param name="Gone">How many sources had none.</param>
public sealed record LedgerRebuild(long Sources, long Changed, long Gone);

/// <summary>One contribution of a source.</summary>
/// <param name="Start">The day that it counts in; for a reported line, the first day of its period.</param>
/// <param name="End">The last day; the same as <paramref name="Start"/> for a day line.</param>
/// <param name="Area">An area code whose parents are its prefixes before a dot; empty for the whole.</param>
/// <param name="Below">How far below the amount the true value can lie.</param>
/// <param name="Above">How far above the amount the true value can lie.</param>
/// <param name="Reported">
/// Reported lines stand for their own period and area and are never rolled up; all others are day lines.
/// </param>
/// <param name="KnownOn">When it became known; null for the day of the entry.</param>
/// <param name="LoadedLater">It was loaded after the day on which it is said to have been known.</param>
/// <param name="Distinct">
/// Sources are counted by it, each once however many of its lines lie in what is asked for. All day lines of a series are
/// distinct or none.
/// </param>
public sealed record LedgerLine(
    string Series,
    DateOnly Start,
    DateOnly End,
    string Area,
    string Category,
    decimal Amount,
    decimal Below = 0,
    decimal Above = 0,
    bool Reported = false,
    DateOnly? KnownOn = null,
    bool LoadedLater = false,
    bool Distinct = false);

/// <summary>All that one version of a source contributes.</summary>
/// <param name="KnownOn">The local day on which the version was committed, or on which it was counted again.</param>
/// <param name="Again">It is counted again, by another rule: the source is left alone unless it is at this very version.</param>
public sealed record LedgerEntry(string Source, long Version, DateOnly KnownOn, IReadOnlyList<LedgerLine> Lines, bool Again = false);

/// <param name="KnownOn">The day since which it is counted so; the least of all when it always was.</param>
public sealed record LedgerRule(int Version, DateOnly KnownOn);

/// <summary>How sums are broken down.</summary>
public enum LedgerGroup
{
    None,
    Category,
    /// <summary>By the areas one group longer than the query's; lines of the area itself are told with that area.</summary>
    ChildArea,
    Month,
    Day,
}

/// <param name="Category">Null for all.</param>
/// <param name="AsOf">Only what was known at the end of this day; null for now.</param>
/// <param name="IncludeBelow">Also the areas below. Without them all is read from the lines.</param>
public sealed record LedgerQuery(
    IReadOnlyList<string> Series,
    DateOnly Start,
    DateOnly End,
    string Area,
    string? Category = null,
    LedgerGroup Group = LedgerGroup.None,
    DateOnly? AsOf = null,
    bool IncludeBelow = true);

/// <summary>One sum. Fields that are not grouped by hold the query's.</summary>
/// <param name="Start">The first day of the month or the day, when grouped by them.</param>
public sealed record LedgerSum(string Series, DateOnly Start, string Area, string Category, decimal Amount);

/// <param name="IncludeBelow">Also the areas below.</param>
public sealed record ReportedQuery(
    IReadOnlyList<string> Series, DateOnly Start, DateOnly End, string Area, bool IncludeBelow, DateOnly? AsOf = null);

/// <param name="KnownOn">The first day on which something that counts there became known.</param>
public sealed record LedgerKnown(string Series, string Area, DateOnly KnownOn);

/// <summary>A day on which something counts in exactly this area.</summary>
public sealed record LedgerDay(string Series, string Area, DateOnly Day);

/// <summary>A reported number, as known on the day asked for.</summary>
/// <param name="LoadedLater">The number told, not one before it, was loaded after the day on which it is said to have been known.</param>
/// <param name="KnownOn">The day since which there has been a number without a break.</param>
/// <param name="ChangedOn">The day since which it has been this number.</param>
public sealed record ReportedCell(
    string Series,
    DateOnly Start,
    DateOnly End,
    string Area,
    string Category,
    decimal Amount,
    decimal Below,
    decimal Above,
    bool LoadedLater,
    DateOnly KnownOn,
    DateOnly ChangedOn);

public sealed record LedgerPageStart(DateOnly Day, string Source, string Area, string Category);

public sealed record LedgerPage(IReadOnlyList<LedgerContribution> Contributions, LedgerPageStart? Next);

/// <param name="KnownOn">The day on which the source's contribution to this cell became known first.</param>
/// <param name="ChangedOn">The last day on which it changed.</param>
public sealed record LedgerContribution(
    string Source, DateOnly Day, string Area, string Category, decimal Amount, DateOnly KnownOn, DateOnly ChangedOn);

/// <param name="Cells">The month cells compared.</param>
/// <param name="Differences">At most 1,000.</param>
public sealed record LedgerRecount(long Cells, long Sources, IReadOnlyList<LedgerDifference> Differences);

/// <summary>
/// A cell that is not what the lines of the sources come to: a month and an area with all below it, or the postings of one
/// day or reported period, or the number of distinct sources of a day by when they counted before. The amounts are equal when
/// it is the number of lines, their sources or the precision that differs.
/// </summary>
/// <param name="Cell">What is stored.</param>
public sealed record LedgerDifference(
    string Series, DateOnly Start, DateOnly End, string Area, string Category, decimal Cell, decimal Recounted);
