using Border.Storage;

namespace Border.ServiceDefaults.Records;

/// <summary>
/// A page of those records that are shown to whoever asks. What is hidden from them leaves no trace in it: it is as full as if that were not
/// there, and there is a next one only when it shows something.
/// </summary>
internal static class ShownPage
{
    // Where little is shown of much, pages of one would be read one by one.
    private const int FewestRead = 100;

    /// <param name="read">Reads a record.</param>
    /// <param name="isShown">Whether it is shown.</param>
    /// <returns>The records with their places, and where the next page begins; null when nothing more is shown.</returns>
    public static async Task<(IReadOnlyList<(T Record, PageStart Place)> Found, PageStart? Next)> ReadAsync<T>(
        IDocumentStore store, DocumentQuery query, Func<StoredDocument, T> read, Func<T, ValueTask<bool>> isShown, CancellationToken ct)
    {
        var found = new List<(T Record, PageStart Place)>();
        // One more than the page has tells whether there is another.
        var reading = query with { PageSize = query.PageSize + 1 };
        while (true)
        {
            var page = await store.QueryAsync(reading, ct);
            foreach (var (document, order) in page.Documents.Zip(page.Orders))
            {
                var record = read(document);
                if (!await isShown(record))
                    continue;
                if (found.Count == query.PageSize)
                    return (found, found[^1].Place);
                found.Add((record, new(order, document.Name)));
            }

            if (page.Next is null)
                return (found, null);
            reading = reading with { PageSize = Math.Max(reading.PageSize, FewestRead), After = page.Next };
        }
    }
}
