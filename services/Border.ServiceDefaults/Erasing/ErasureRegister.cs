using System.Security.Cryptography;
using System.Text;
using Border.Erasures.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Paging;
using Border.ServiceDefaults.Records;
using Border.Storage;

namespace Border.ServiceDefaults.Erasing;

/// <summary>The use cases of erasing, and of what forbids it, for the records of all services of this process.</summary>
internal sealed class ErasureRegister(IEnumerable<ErasureSource> sources, PageTokens tokens)
{
    /// <summary>The most records of one erasure.</summary>
    public const int MaxRecords = 1000;

    private const int Page = 100;

    private static readonly RecordKind<Erasure> Erasures = new(
        "erasures",
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        _ => [IndexKey.Number("order", 0)])
    {
        IsFed = false,
    };

    private static readonly RecordKind<LegalHold> Holds = new(
        "legal-holds",
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        record => [IndexKey.Text("record", record.Record)])
    {
        IsFed = false,
    };

    /// <summary>
    /// Enters what is erased and empties the records in one commit, and destroys their keys after it: should the process end in between, the
    /// same request, or the next start, destroys them.
    /// </summary>
    public async Task<Erasure> EraseAsync(EraseRecordRequest request, string actor, CancellationToken ct)
    {
        var (source, kind) = HomeOf(request.Name);
        var written = await source.Work.RunAsync(new(request, actor), Erasures, session => EraseAsync(session, source, kind, request), ct);
        await source.Keys.DestroyAsync(written.Record.Records, CancellationToken.None);
        return written.Record;
    }

    /// <summary>Destroys again the keys of all that was ever erased.</summary>
    public async Task FinishAsync(CancellationToken ct)
    {
        foreach (var source in sources)
        {
            var erasures = new RecordStore<Erasure>(source.Store, Erasures, source.Work, tokens);
            await foreach (var erasure in erasures.EachAsync([], new("order", Descending: false), Page, ct))
                await source.Keys.DestroyAsync(erasure.Records, ct);
        }
    }

    public async Task<LegalHold> HoldAsync(PlaceLegalHoldRequest request, string actor, CancellationToken ct)
    {
        var (source, kind) = HomeOf(request.Name);
        var written = await source.Work.RunAsync(
            new(request, actor),
            Holds,
            async session =>
            {
                await RequireAsync(session, kind, request.Name);
                var hold = await session.FindAsync(Holds, HoldOf(request.Name));
                if (hold is { IsLifted: false })
                    throw Refusals.WrongState(request.Name, "held", "held again");
                hold = new() { Name = HoldOf(request.Name), Record = request.Name, Reason = request.Reason };
                session.Save(Holds, hold, "placed", request.Reason);
                return hold;
            },
            ct);
        return written.Record;
    }

    public async Task<LegalHold> LiftAsync(LiftLegalHoldRequest request, string actor, CancellationToken ct)
    {
        var (source, kind) = HomeOf(request.Name);
        var written = await source.Work.RunAsync(
            new(request, actor),
            Holds,
            async session =>
            {
                await RequireAsync(session, kind, request.Name);
                var hold = await session.FindAsync(Holds, HoldOf(request.Name)) ?? throw Refusals.NotFound($"legal hold of {request.Name}");
                if (hold.IsLifted)
                    throw Refusals.WrongState(request.Name, "not held", "released");
                (hold.IsLifted, hold.Reason) = (true, request.Reason);
                session.Save(Holds, hold, "lifted", request.Reason);
                return hold;
            },
            ct);
        return written.Record;
    }

    // Those that were erased before are left as they are.
    private static async Task<Erasure> EraseAsync(RecordSession session, ErasureSource source, Erasable kind, EraseRecordRequest request)
    {
        await RequireAsync(session, kind, request.Name);
        IReadOnlyList<string> names = kind.With is null ? [request.Name] : [request.Name, .. (await kind.With(session, request.Name)).Except([request.Name])];
        if (names.Count > MaxRecords)
            throw Refusals.RuleBroken($"More than {MaxRecords} records would be erased at once. Erase some that belong to the record first.");
        foreach (var name in names)
        {
            if (await session.FindAsync(Holds, HoldOf(name)) is { IsLifted: false })
                throw Refusals.WrongState(name, "under a legal hold", "erased");
        }

        var erasure = new Erasure { Name = $"{Erasures.Collection}/{request.ErasureId}", Reason = request.Reason };
        foreach (var name in names)
        {
            if (await source.Records[CollectionOf(name)].EraseAsync(session, name, request.Reason))
                erasure.Records.Add(name);
        }

        if (erasure.Records.Count == 0)
            throw Refusals.WrongState(request.Name, "erased", "erased");
        session.Save(Erasures, erasure, RecordSession.Erased, request.Reason);
        return erasure;
    }

    private static async Task RequireAsync(RecordSession session, Erasable kind, string name)
    {
        if (!await kind.Kind.IsKnownAsync(session, name))
            throw Refusals.NotFound(name);
    }

    private (ErasureSource Source, Erasable Kind) HomeOf(string name)
    {
        var collection = CollectionOf(name);
        return sources.SelectMany(source => source.Kinds.Select(kind => (source, kind))).FirstOrDefault(home => home.kind.Kind.Collection == collection) is { source: not null } home
            ? home
            : throw Refusals.NotFound(name);
    }

    private static string CollectionOf(string name) => name[..name.IndexOf('/', StringComparison.Ordinal)];

    private static string HoldOf(string record) => $"{Holds.Collection}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(record)).AsSpan(0, 16))}";
}
