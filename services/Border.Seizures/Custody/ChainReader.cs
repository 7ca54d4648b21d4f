using System.Runtime.CompilerServices;
using Border.Seizures.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Paging;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Google.Protobuf;

namespace Border.Seizures.Custody;

/// <summary>
/// Reads chains from the versions of exhibits: each version made one entry, which is the last that it holds, but for one in which it was
/// erased.
/// </summary>
internal sealed class ChainReader(RecordStore<Exhibit> records, PageTokens tokens)
{
    /// <summary>How many entries are told where nobody says how many.</summary>
    public const int Shown = 200;

    private const int Batch = 500;

    /// <summary>An exhibit with the last entries of its chain. NOT_FOUND when there is none.</summary>
    public async Task<Exhibit> GetAsync(string name, CancellationToken ct)
    {
        var exhibit = await records.GetAsync(name, ct);
        if (!CustodyChain.IsWhole(exhibit))
        {
            exhibit.Entries.Clear();
            var last = await EntriesAsync(name, exhibit.EntryCount - Shown, Shown, ct);
            exhibit.Entries.Add(last.Where(pair => pair.Version <= exhibit.EntryCount).Select(pair => pair.Entry));
        }

        CustodyChain.Complete(exhibit);
        return exhibit;
    }

    // One for each version. That of a version that holds none is empty.
    private async IAsyncEnumerable<CustodyEntry> ReadAsync(string name, long after, [EnumeratorCancellation] CancellationToken ct)
    {
        while (await EntriesAsync(name, after, Batch, ct) is { Count: > 0 } entries)
        {
            foreach (var (version, entry) in entries)
                yield return entry;
            after = entries[^1].Version;
        }
    }

    /// <summary>One page of the entries of an exhibit, and the token of the next page.</summary>
    /// <param name="request">What the token is bound to.</param>
    public async Task<(IReadOnlyList<CustodyEntry> Entries, string Next)> PageAsync(
        IMessage request, Exhibit exhibit, string pageToken, int pageSize, CancellationToken ct)
    {
        var after = tokens.Decode(request, pageToken)?.Order ?? 0;
        var page = await EntriesAsync(exhibit.Name, after, pageSize == 0 ? Shown : pageSize, ct);
        var entries = page.Where(pair => pair.Version <= exhibit.EntryCount).Select(pair => pair.Entry).ToList();
        var last = after + entries.Count;
        return (entries, tokens.Encode(request, last < exhibit.EntryCount && entries.Count > 0 ? new PageStart(last, exhibit.Name) : null));
    }

    /// <summary>Whether what stands, and all before it, is as it was made.</summary>
    public async Task<VerifyCustodyResponse> VerifyAsync(string name, string knownHash, CancellationToken ct)
    {
        var stands = await records.FindAnywhereAsync(name, ct);
        if (stands is not null && !CustodyRegister.Kind.IsInSight(stands))
            throw Refusals.NotFound(name);
        if (stands is not null)
            CustodyChain.Complete(stands);
        var check = new ChainCheck(name, knownHash);
        await foreach (var entry in ReadAsync(name, 0, ct))
        {
            // What was added since is not of what stands.
            if (!check.Take(entry) || entry.Number == stands?.EntryCount)
                break;
        }

        if (stands is null && check.Opening is null)
            throw Refusals.NotFound(name);
        return check.Result(stands, await IsTakenFromAsync(check.Opening, ct));
    }

    // Whoever holds a sample verifies it to the whole that it was taken from, wherever that lies.
    private async Task<bool> IsTakenFromAsync(CustodyEntry? opening, CancellationToken ct)
    {
        if (opening is null || opening.Opening.Parent.Length == 0)
            return true;
        await foreach (var source in ReadAsync(opening.Opening.Parent, 0, ct))
        {
            if (source.Hash == opening.Opening.ParentHash)
                return CustodyChain.IsTakenBy(opening, source);
        }

        return false;
    }

    private async Task<IReadOnlyList<(long Version, CustodyEntry Entry)>> EntriesAsync(string name, long after, int max, CancellationToken ct) =>
        [.. from version in await records.HistoryAnywhereAsync(name, after, max, ct) select (version.Version, version.Record.Entries.LastOrDefault() ?? new())];
}
