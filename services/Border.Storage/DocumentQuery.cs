namespace Border.Storage;

/// <summary>One condition on the keys of a document.</summary>
public abstract record KeyFilter(string Field)
{
    /// <summary>A text key equals the value.</summary>
    public sealed record TextEquals(string Field, string Value) : KeyFilter(Field);

    /// <summary>A text key equals the value, as that of few documents does: these are found by it, then ordered.</summary>
    public sealed record TextLookup(string Field, string Value) : KeyFilter(Field);

    /// <summary>A text key equals the root, or begins with it and a dot.</summary>
    public sealed record TextUnder(string Field, string Root) : KeyFilter(Field);

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
    /// <summary>The filter by which to find the documents; null when there is none that few of them meet.</summary>
    internal KeyFilter.TextLookup? Lookup => Filters.OfType<KeyFilter.TextLookup>().FirstOrDefault();
}

/// <summary>One page of documents.</summary>
/// <param name="Next">Where the next page begins; null when this is the last.</param>
public sealed record DocumentPage(IReadOnlyList<StoredDocument> Documents, PageStart? Next);
