namespace Border.Storage;

/// <summary>One condition on the keys of a document.</summary>
public abstract record KeyFilter(string Field)
{
    /// <summary>A text key equals the value.</summary>
    public sealed record TextEquals(string Field, string Value) : KeyFilter(Field);

    /// <summary>
    /// A text key equals the value, as that of few documents does, it is thought: these are found by it, then ordered. Should they turn
    /// out to be many, the documents are looked through in their order, as for any other filter.
    /// </summary>
    public sealed record TextLookup(string Field, string Value) : KeyFilter(Field);

    /// <summary>A text key equals any of the values, each as that of few documents does: these are found by them, then ordered.</summary>
    /// <param name="MostOfEach">By a value that more documents have, only so many of them are found, the first that were stored; null for all.</param>
    public sealed record AnyLookup(string Field, IReadOnlyList<string> Values, int? MostOfEach = null) : KeyFilter(Field);

    /// <summary>A text key equals the root, or begins with it and a dot.</summary>
    public sealed record TextUnder(string Field, string Root) : KeyFilter(Field);

    /// <summary>Any of some filters holds; with none of them, no document is met.</summary>
    public sealed record AnyOf(IReadOnlyList<KeyFilter> Filters) : KeyFilter("");

    /// <summary>A number key is at least <paramref name="From"/> and below <paramref name="Before"/>; null for no limit.</summary>
    public sealed record NumberRange(string Field, long? From, long? Before) : KeyFilter(Field);
}

/// <summary>A place in an ordered list: the order key and name of the last document seen.</summary>
public sealed record PageStart(long Order, string Name);

/// <summary>Which documents to list, in what order. All filters must hold.</summary>
/// <param name="OrderField">A number key that every document of the collection has exactly once.</param>
public sealed record DocumentQuery(
    string Collection, IReadOnlyList<KeyFilter> Filters, string OrderField, bool Descending, int PageSize, PageStart? After)
{
    /// <summary>What documents say about persons is not wanted: a store that seals records need not open them.</summary>
    public bool IsWithoutPersons { get; init; }

    /// <summary>A document that cannot be opened is taken without what it says about persons, for people to see; a rule must not go by it.</summary>
    public bool TakesClosed { get; init; }

    /// <summary>So many documents with one value are no longer few.</summary>
    internal const int Many = 2000;

    /// <summary>The filters of which one may find the documents.</summary>
    internal IEnumerable<KeyFilter.TextLookup> Lookups => Filters.OfType<KeyFilter.TextLookup>();

    /// <summary>The filter by which to find the documents; null when none is met by few of them.</summary>
    /// <param name="counts">How many documents meet each of <see cref="Lookups"/>, counted up to <see cref="Many"/>.</param>
    internal KeyFilter? Rarest(IEnumerable<long> counts) =>
        Filters.OfType<KeyFilter.AnyLookup>().FirstOrDefault() as KeyFilter ?? Lookups.Zip(counts).Where(pair => pair.Second < Many).OrderBy(pair => pair.Second).Select(pair => pair.First).FirstOrDefault();
}

/// <summary>One page of documents.</summary>
/// <param name="Next">Where the next page begins; null when this is the last.</param>
public sealed record DocumentPage(IReadOnlyList<StoredDocument> Documents, PageStart? Next)
{
    /// <summary>The order key of each of the documents.</summary>
    public required IReadOnlyList<long> Orders { get; init; }
}
