namespace Border.Storage.Tests;

public sealed class SqliteDocumentCommitTests() : DocumentCommitSuite(StorageEngineKind.Sqlite);

public sealed class PostgresDocumentCommitTests() : DocumentCommitSuite(StorageEngineKind.Postgres);

/// <summary>What a commit to the store does, on every engine.</summary>
public abstract class DocumentCommitSuite(StorageEngineKind engine) : DocumentStoreTestBase(engine)
{
    [Fact]
    public async Task Commit_NewDocument_CanBeFoundWithHistoryReceiptAndEvent()
    {
        var outcome = await Store.CommitAsync(Make("a", "r1"), default);

        var receipt = Assert.IsType<CommitOutcome.Committed>(outcome).Receipt;
        Assert.Equal(("things/a", 1, 1), (receipt.Record, receipt.Version, receipt.FeedPosition));
        var document = (await Store.FindAsync("things", "things/a", default))!;
        Assert.Equal((1, Noon, Noon), (document.Version, document.CreateTime, document.UpdateTime));
        Assert.Equal("""{"n":1}""", document.Body.Replace(" ", "", StringComparison.Ordinal));
        var version = Assert.Single(await Store.HistoryAsync("things", "things/a", 0, 100, default));
        Assert.Equal(("tester", Noon, "because"), (version.Actor, version.Time, version.Reason));
        Assert.Equal(receipt.FeedPosition, (await Store.FindReceiptAsync("r1", default))!.FeedPosition);
        var e = Assert.Single(await Store.ReadAsync(0, 10, default));
        Assert.Equal((1, "things/a", 1, "made", Noon), (e.Position, e.Record, e.Version, e.Verb, e.CommitTime));
        Assert.Equal(1, await Store.HeadAsync(default));
    }

    [Fact]
    public async Task Commit_NextVersion_KeepsBothVersions()
    {
        await Store.CommitAsync(Make("a", "r1"), default);

        await Store.CommitAsync(Change("a", "r2", expected: 1), default);

        Assert.Equal(2, (await Store.FindAsync("things", "things/a", default))!.Version);
        Assert.Equal([1, 2], (await Store.HistoryAsync("things", "things/a", 0, 100, default)).Select(v => v.Version));
        Assert.Equal(1, (await Store.FindVersionAsync("things", "things/a", 1, default))!.Version);
        Assert.Null(await Store.FindVersionAsync("things", "things/a", 3, default));
    }

    [Fact]
    public async Task Commit_QueuedOneAfterTheOther_AreCommittedInThatOrderWhicheverWriterTakesThem()
    {
        const int Versions = 600;
        (Place.Options.Writers, Place.Options.MaxBatch) = (4, 7);
        await ReopenAsync();
        foreach (var name in (string[])["a", "b"])
            await Store.CommitAsync(Make(name, name), default);

        var outcomes = await Task.WhenAll(
            from version in Enumerable.Range(1, Versions)
            from name in (string[])["a", "b"]
            select Store.CommitAsync(Change(name, $"{name}{version}", version), default));

        Assert.All(outcomes, outcome => Assert.IsType<CommitOutcome.Committed>(outcome));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Commit_WrongExpectedVersion_ConflictsAndWritesNothing(long expected)
    {
        await Store.CommitAsync(Make("a", "r1"), default);

        var outcome = await Store.CommitAsync(Change("a", "r2", expected), default);

        Assert.Equal(new CommitOutcome.Conflict("things", "things/a", 1), outcome);
        Assert.Null(await Store.FindReceiptAsync("r2", default));
        Assert.Equal(1, await Store.HeadAsync(default));
    }

    [Fact]
    public async Task Commit_SameRequestAgain_GetsTheFirstReceipt()
    {
        var first = (CommitOutcome.Committed)await Store.CommitAsync(Make("a", "r1"), default);
        await Store.CommitAsync(Change("a", "r2", 1), default);

        var again = await Store.CommitAsync(Make("a", "r1"), default);

        Assert.Equivalent(first.Receipt, Assert.IsType<CommitOutcome.Replayed>(again).Receipt);
        Assert.Equal(2, await Store.HeadAsync(default));
    }

    [Fact]
    public async Task Commit_SameRequestIdWithOtherContent_IsRefusedAndWritesNothing()
    {
        await Store.CommitAsync(Make("a", "r1"), default);

        var outcome = await Store.CommitAsync(Make("b", "r1", content: "other"), default);

        Assert.IsType<CommitOutcome.RequestIdReused>(outcome);
        Assert.Null(await Store.FindAsync("things", "things/b", default));
    }

    [Fact]
    public async Task Commit_SameRequestManyTimesAtOnce_MakesOneDocumentAndOneEvent()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => Store.CommitAsync(Make("a", "r1"), default))));

        Assert.Single(outcomes.OfType<CommitOutcome.Committed>());
        Assert.Equal(199, outcomes.OfType<CommitOutcome.Replayed>().Count(o => o.Receipt.FeedPosition == 1));
        Assert.Equal(1, await Store.HeadAsync(default));
    }

    [Fact]
    public async Task Commit_ManyWritersOfOneDocument_ExactlyOneWins()
    {
        await Store.CommitAsync(Make("a", "r0"), default);

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 100).Select(i => Task.Run(() => Store.CommitAsync(Change("a", $"r{i}", 1), default))));

        Assert.Single(outcomes.OfType<CommitOutcome.Committed>());
        Assert.Equal(99, outcomes.OfType<CommitOutcome.Conflict>().Count());
        Assert.Equal(2, (await Store.FindAsync("things", "things/a", default))!.Version);
    }

    [Fact]
    public async Task Commit_OneBadUnitAmongMany_FailsAlone()
    {
        // No engine stores an event without a record: the whole batch fails, and then only the bad unit.
        var bad = Make("bad", "bad") with { Events = [new EventDraft(null!, 1, "made", [])] };

        var commits = Enumerable.Range(0, 50).Select(i => Store.CommitAsync(i == 25 ? bad : Make($"d{i}", $"r{i}"), default)).ToList();
        var outcomes = new List<object>();
        foreach (var commit in commits)
            outcomes.Add(await commit.ContinueWith(task => task.IsFaulted ? (object)task.Exception : task, TaskScheduler.Default));

        Assert.Single(outcomes.OfType<AggregateException>());
        Assert.Equal(49, await Store.HeadAsync(default));
        Assert.Null(await Store.FindAsync("things", "things/bad", default));
    }

    [Fact]
    public async Task Commit_AUnitThatWritesADocumentTwice_IsRefusedBeforeItIsQueued()
    {
        var unit = Make("a", "r1");

        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.CommitAsync(unit with { Writes = [.. unit.Writes, unit.Writes[0]] }, default));

        Assert.Null(await Store.FindAsync("things", "things/a", default));
        Assert.IsType<CommitOutcome.Committed>(await Store.CommitAsync(unit, default));
    }

    [Fact]
    public async Task Commit_SeveralDocuments_AllOrNone()
    {
        await Store.CommitAsync(Make("b", "r0"), default);
        var unit = Make("a", "r1");
        unit = unit with { Writes = [.. unit.Writes, new DocumentWrite("things", "things/b", 0, "{}", [])] };

        var outcome = await Store.CommitAsync(unit, default);

        Assert.Equal(new CommitOutcome.Conflict("things", "things/b", 1), outcome);
        Assert.Null(await Store.FindAsync("things", "things/a", default));
    }

    [Fact]
    public async Task Commit_ChainOfVersionsAtOnce_EachFollowsTheOther()
    {
        var commits = Enumerable.Range(0, 20).Select(i => Store.CommitAsync(i == 0 ? Make("a", "r0") : Change("a", $"r{i}", i), default)).ToList();

        var outcomes = await Task.WhenAll(commits);

        // On an engine with several writers a later link may be looked at first and conflict; none is lost or doubled.
        var committed = outcomes.Count(o => o is CommitOutcome.Committed);
        Assert.Equal(committed, (await Store.FindAsync("things", "things/a", default))!.Version);
        Assert.Equal(committed, await Store.HeadAsync(default));
    }

    [Fact]
    public async Task Commit_FullQueue_IsRefusedAtOnce()
    {
        await using var other = Place.Open("small");
        Place.Options.QueueCapacity = 1;
        await using var small = other.OpenDocuments();

        var commits = Enumerable.Range(0, 500).Select(async i =>
        {
            try
            {
                await small.CommitAsync(Make($"d{i}", $"r{i}"), default);
                return true;
            }
            catch (StorageBusyException)
            {
                return false;
            }
        }).ToList();
        var accepted = (await Task.WhenAll(commits)).Count(done => done);

        Assert.InRange(accepted, 1, 499);
        Assert.Equal(accepted, await small.HeadAsync(default));
    }
}
