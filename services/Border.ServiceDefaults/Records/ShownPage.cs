using Border.Storage;

namespace Border.ServiceDefaults.Records;

/// <summary>
/// A page of those records that are shown to whoever asks. It is as full as if what is hidden from them were not there, and there is a next one
/// only when it shows something; unless so much is hidden that it ends before.
/// </summary>
internal static class ShownPage
{
    /// <summary>So many records are read for a page, whoever asks for it.</summary>
    public const int MostRead = 2000;

    // Where little is shown of much, pages of one would be read one by one.
    private const int FewestRead = 100;

    /// <param name="read">Reads a record.</param>
    /// <param name="shown">Tells of some records which are shown.</param>
    /// <param name="most">Once so many are read, the page ends.</param>
    /// <returns>The records with their places, and where the next page begins; null when nothing more is shown.</returns>
    public static async Task<(IReadOnlyList<(T Record, PageStart Place)> Found, PageStart? Next)> ReadAsync<T>(
        IDocumentStore store, DocumentQuery query, Func<StoredDocument, T> read, Func<IReadOnlyList<T>, Task<Func<T, bool>>> shown, int most, CancellationToken ct)
    {
        var found = new List<(T Record, PageStart Place)>();
        var left = most;
        // One more than the page has tells whether there is another.
        var reading = query with { PageSize = query.PageSize + 1 };
        while (true)
        {
            var page = await store.QueryAsync(reading, ct);
            var records = page.Documents.Select(read).ToList();
            var isShown = await shown(records);
            foreach (var (record, document, order) in records.Zip(page.Documents, page.Orders))
            {
                if (!isShown(record))
                    continue;
                if (found.Count == query.PageSize)
                    return (found, found[^1].Place);
                found.Add((record, new(order, document.Name)));
            }

            left -= records.Count;
            if (page.Next is null || left <= 0)
                return (found, page.Next);
            reading = reading with { PageSize = Math.Max(reading.PageSize, FewestRead), After = page.Next };
        }
    }
}
