using System.Security.Cryptography;
using System.Text;
using Border.Audits;
using Border.Storage.Audits;
using Border.Storage.Migrations;
using Border.Testing;

namespace Border.Storage.Tests;

public sealed class SqliteAuditTests() : AuditSuite(StorageEngineKind.Sqlite);

public sealed class PostgresAuditTests() : AuditSuite(StorageEngineKind.Postgres);

/// <summary>The audit log is one chain in commit order, whoever writes, and nothing in it changes.</summary>
public abstract class AuditSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2021, 6, 30, 12, 0, 0, TimeSpan.Zero);

    private StoragePlace place = null!;
    private StorageDatabase database = null!;
    private IDocumentStore store = null!;

    public async Task InitializeAsync()
    {
        place = await StoragePlace.NewAsync(engine);
        database = place.Open();
        store = database.OpenDocuments();
    }

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        await database.DisposeAsync();
        place.Dispose();
    }

    [Fact]
    public async Task Commit_OfAWrite_IsEnteredWithAllThatIsKnownOfIt()
    {
        var note = new AuditNote
        {
            Action = "alteration",
            Method = "border.things.v1.ThingService/Change",
            Records = ["things/a", "things/b"],
            Roles = "investigator,supervisor",
            Purpose = "investigation",
            Address = "192.0.2.7",
        };

        await store.CommitAsync(Write("a", "r1") with { Audit = note }, default);

        var entry = Assert.Single(await store.AuditAsync(new(0, 10), default));
        Assert.Equal((1, Noon, "tester", "r1"), (entry.Sequence, entry.Time, entry.Actor, entry.RequestId));
        Assert.Equivalent(note, entry.Note);
        Assert.Equal(entry.Hash, (await store.AuditHeadAsync(default)).Hash);
    }

    [Fact]
    public async Task Hash_OfAKnownEntry_IsThatOfItsCanonicalForm()
    {
        await store.CommitAsync(Note("things/é", AuditNote.Done), default);

        var entry = Assert.Single(await store.AuditAsync(new(0, 10), default));
        var canonical = "1:1,16:1625054400000000,6:reader,0:,12:consultation,3:Get,9:things/é,0:,4:done,0:,0:,";
        Assert.Equal(SHA256.HashData([.. new byte[32], .. Encoding.UTF8.GetBytes(canonical)]), entry.Hash);
    }

    [Fact]
    public async Task Note_EntersTheLogButNeitherFeedNorReceipts()
    {
        Assert.IsType<CommitOutcome.Noted>(await store.CommitAsync(Note("things/a", AuditNote.Done), default));
        Assert.IsType<CommitOutcome.Noted>(await store.CommitAsync(Note("things/a", AuditNote.Done), default));
        await store.CommitAsync(Write("a", "r1"), default);

        Assert.Equal(1, await store.HeadAsync(default));
        Assert.Null(await store.FindReceiptAsync("", default));
        Assert.Equal(3, (await store.AuditHeadAsync(default)).Sequence);
        Assert.Null(await CheckAsync());
    }

    [Fact]
    public async Task Commit_RefusedUnits_LeaveNoEntry()
    {
        await store.CommitAsync(Write("a", "r1"), default);

        await store.CommitAsync(Write("a", "r1"), default);
        await store.CommitAsync(Write("a", "r2"), default);

        Assert.Equal(1, (await store.AuditHeadAsync(default)).Sequence);
    }

    [Fact]
    public async Task Chain_ManyWritersInThreeProcesses_IsOneWithoutGaps()
    {
        const int writers = 4, count = 150;
        using var one = new WriterProcess(place, "test", "one", writers, count);
        using var two = new WriterProcess(place, "test", "two", writers, count);
        await one.Ready;
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => Task.Run(() => store.CommitAsync(Note($"things/{i}", AuditNote.Done), default))));
        Assert.Equal(0, await one.EndAsync());
        Assert.Equal(0, await two.EndAsync());

        Assert.Null(await CheckAsync());
        Assert.Equal(300 + (2 * writers * count), (await store.AuditHeadAsync(default)).Sequence);
    }

    [Fact]
    public async Task Chain_OrderOfWrites_IsTheOrderOfTheFeed()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => store.CommitAsync(Write($"d{i}", $"r{i}"), default))));

        var fed = (await store.ReadAsync(0, 1000, default)).Select(e => e.Record);
        var entered = (await store.AuditAsync(new(0, 1000), default)).Select(entry => entry.Note.Records[0]);
        Assert.Equal(fed, entered);
    }

    [Fact]
    public async Task Audit_ByRecordActorAndPeriod_FindsThose()
    {
        await store.CommitAsync(Write("a", "r1"), default);
        await store.CommitAsync(Note("things/a", "record_not_found"), default);
        await store.CommitAsync(Note("things/b", AuditNote.Done) with { Time = Noon.AddDays(1) }, default);

        Assert.Equal([1, 2], await SequencesAsync(new(0, 10, Record: "things/a")));
        Assert.Equal([2, 3], await SequencesAsync(new(0, 10, Actor: "reader")));
        Assert.Equal([3], await SequencesAsync(new(0, 10, From: Noon.AddHours(1))));
        Assert.Equal([1, 2], await SequencesAsync(new(0, 10, Before: Noon.AddDays(1))));
        Assert.Equal([2], await SequencesAsync(new(1, 1)));
    }

    [Theory]
    [InlineData("update audit set actor = 'nobody'")]
    [InlineData("delete from audit where sequence = 1")]
    [InlineData("insert into audit_before_chain (at, actor, action, collection, record, version, request_id) values (1, '', '', '', '', 1, '')")]
    public async Task Sql_ThatChangesTheLog_IsRefusedByTheDatabase(string sql)
    {
        await store.CommitAsync(Write("a", "r1"), default);

        var fault = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Tampering.RunAsync(place, sql));

        Assert.Contains("audit log", fault.Message, StringComparison.Ordinal);
        Assert.Null(await CheckAsync());
    }

    [Theory]
    [InlineData("update audit set actor = 'nobody' where sequence = 4", 4)]
    [InlineData("update audit set outcome = 'refused' where sequence = 10", 10)]
    [InlineData("update audit set records = records || 'x' where sequence = 1", 1)]
    [InlineData("delete from audit where sequence = 5", 5)]
    [InlineData("delete from audit where sequence = 1", 1)]
    [InlineData("delete from audit where sequence > 7", 8)]
    [InlineData("update audit set sequence = -1 where sequence = 3; update audit set sequence = 3 where sequence = 6; update audit set sequence = 6 where sequence = -1", 3)]
    [InlineData("update audit set sequence = -sequence where sequence > 4; update audit set sequence = 1 - sequence where sequence < 0;"
        + " insert into audit select 5, at, 'intruder', roles, action, method, records, purpose, outcome, address, request_id, hash from audit where sequence = 4", 5)]
    public async Task Check_AfterTampering_NamesTheFirstBrokenEntry(string sql, long broken)
    {
        for (var i = 0; i < 10; i++)
            await store.CommitAsync(Note($"things/{i}", AuditNote.Done), default);

        await Tampering.UnguardedAsync(place, sql);

        Assert.Equal(broken, (await CheckAsync())?.Sequence);
    }

    [Fact]
    public async Task Open_ADatabaseOfBeforeTheChain_KeepsItsEntriesAndBeginsTheChain()
    {
        using var old = await StoragePlace.NewAsync(engine);
        await EarlierDatabase.CreateAsync(old, steps: 3);
        await Tampering.RunAsync(old, "insert into audit (at, actor, action, collection, record, version, request_id) values (7, 'old', 'Make', 'things', 'things/z', 1, 'r0')");
        await using var migrated = old.Open();
        await using var documents = migrated.OpenDocuments();
        await documents.CommitAsync(Write("a", "r1"), default);

        Assert.Equal("r0", await Tampering.ScalarAsync(old, "select request_id from audit_before_chain"));
        Assert.Equal("r1", Assert.Single(await documents.AuditAsync(new(0, 10), default)).RequestId);
    }

    private async Task<AuditFault?> CheckAsync()
    {
        var check = new AuditCheck();
        while (await store.AuditAsync(new(check.Head.Sequence, 100), default) is { Count: > 0 } entries)
        {
            if (!entries.All(check.See))
                return check.Fault;
        }

        check.EndAt(await store.AuditHeadAsync(default));
        return check.Fault;
    }

    private async Task<IEnumerable<long>> SequencesAsync(AuditQuery query) => (await store.AuditAsync(query, default)).Select(entry => entry.Sequence);

    private static CommitUnit Write(string name, string request) => new()
    {
        RequestId = request,
        ContentHash = [1],
        Collection = "things",
        Record = $"things/{name}",
        Writes = [new DocumentWrite("things", $"things/{name}", 0, "{}", [])],
        Events = [new EventDraft($"things/{name}", 1, "made", [1])],
        Actor = "tester",
        Audit = new() { Action = "collection", Method = "Make", Records = [$"things/{name}"] },
        Time = Noon,
    };

    private static CommitUnit Note(string record, string outcome) =>
        CommitUnit.Note("reader", Noon, new() { Action = "consultation", Method = "Get", Records = [record], Outcome = outcome });
}
