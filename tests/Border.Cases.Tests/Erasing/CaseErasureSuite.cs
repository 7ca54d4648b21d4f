using Border.Audit.V1;
using Border.Cases.Tests.Notices;
using Border.Cases.V1;
using Border.Erasures.V1;
using Border.Feed.V1;
using Border.Lookup.V1;
using Border.ServiceDefaults.Erasing;
using Border.Storage;
using Border.Storage.Keys;
using Border.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Cases.Tests.Erasing;

public sealed class SqliteCaseErasureTests() : CaseErasureSuite(StorageEngineKind.Sqlite);

public sealed class PostgresCaseErasureTests() : CaseErasureSuite(StorageEngineKind.Postgres);

/// <summary>What can be read of cases and notices in the tables, and what is left of those that were erased.</summary>
public abstract class CaseErasureSuite(StorageEngineKind engine) : CaseHost(engine)
{
    private const string Secret = "Wang-invented";

    private static readonly string[] OfTheCase = ["cases/a", "corrections/c", "evidence/e", "notes/n", "tasks/t"];

    private ErasureService.ErasureServiceClient Erasures => new(Host.Channel);

    private LookupService.LookupServiceClient Lookup => new(Host.Channel);

    private IDocumentStore Store => Host.Services.GetRequiredKeyedService<IDocumentStore>("cases");

    [Fact]
    public async Task Store_OfACaseAndAllThatBelongsToIt_HoldsNothingOfAPersonThatCanBeRead()
    {
        await FillAsync();

        Assert.Equal(0, await RowsWithAsync(Secret));
        Assert.Equal($"{Secret} crossed", (await Client.GetCaseAsync(new() { Name = "cases/a" })).Particulars.Title);
        Assert.Contains((await Client.GetTimelineAsync(new() { Name = "cases/a" })).Entries, entry => entry.Text.Contains(Secret, StringComparison.Ordinal));
        foreach (var name in OfTheCase.Skip(1))
            Assert.Equal("cases/a", (await Store.FindAsync(CollectionOf(name), name, default))!.Key);
    }

    [Fact]
    public async Task Case_WithoutWordsAboutPersons_TakesNoKey()
    {
        var request = Registration("plain");
        request.Case.Particulars = null;
        await Client.RegisterCaseAsync(request);

        Assert.Null((await Store.FindAsync("cases", "cases/plain", default))!.Key);
    }

    [Fact]
    public async Task EraseRecord_OfACase_EmptiesItAndAllThatBelongsToItEverywhere()
    {
        await FillAsync();
        var before = (await StatesAsync()).Last(state => state.Is(Case.Descriptor)).Unpack<Case>();

        var erasure = await EraseAsync("cases/a");

        Assert.Equal(OfTheCase, erasure.Records.Order(StringComparer.Ordinal));
        await AssertGoneAsync();
        var after = (await StatesAsync()).Last(state => state.Is(Case.Descriptor)).Unpack<Case>();
        Assert.Equal((true, "as the law says"), (after.EraseTime is not null, after.EraseReason));
        (after.EraseTime, after.EraseReason) = (null, "");
        Assert.Equal(before, after);
        Assert.Equal(0, (await new AuditService.AuditServiceClient(Host.Channel).VerifyChainAsync(new() { Service = "cases" })).BrokenSequence);
        var entries = (await new AuditService.AuditServiceClient(Host.Channel).ListEntriesAsync(new() { Service = "cases", Record = "notes/n", PageSize = 100 })).Entries;
        Assert.Equal("erasure", entries.First(entry => entry.RequestId == "erase").Action);
        Assert.Equal(erasure, await EraseAsync("cases/a"));
    }

    [Fact]
    public async Task EraseRecord_OfACase_ForbidsHoldsOnWhatCanBeHeldAlone()
    {
        await FillAsync();

        await EraseAsync("cases/a");

        foreach (var name in OfTheCase)
            Assert.Equal(name == "cases/a", await Store.FindAsync("referred", ErasureKinds.HoldOf(name), default) is not null);
    }

    [Fact]
    public async Task PlaceLegalHold_OnACaseErasedBeforeThereWereMarks_IsRefused()
    {
        await FillAsync();
        await EraseAsync("cases/a");
        await Tampering.RunAsync(Place, "update document set collection = 'gone' where collection = 'referred'", "cases");

        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(Erasures.PlaceLegalHoldAsync(new() { Name = "cases/a", Reason = "court", RequestId = "h" })));
    }

    [Fact]
    public async Task Erased_RestoredFromABackupOfBefore_StaysErased()
    {
        await FillAsync();
        var counted = await CountedAsync();
        var backup = await Backup.TakeAsync(Place, "cases");
        await EraseAsync("cases/a");

        // The keys are kept apart, and are those of after.
        await RestartAsync(backup.RestoreAsync);

        await AssertGoneAsync();
        Assert.Equal(counted, await CountedAsync());
        Assert.Equal(0, (await new AuditService.AuditServiceClient(Host.Channel).VerifyChainAsync(new() { Service = "cases" })).BrokenSequence);
        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(NoteAsync("late")));
    }

    [Fact]
    public async Task Process_ThatEndedBeforeTheKeysWereDestroyed_MakesUpForItAtItsStart()
    {
        await FillAsync();
        await EraseAsync("cases/a");
        await Tampering.RunAsync(Place, "delete from data_key where record like 'cases/%'", "cases_keys");
        var keys = Host.Services.GetRequiredKeyedService<KeyDatabase>("cases");
        await keys.Store.AddAsync(new Dictionary<string, byte[]> { ["cases/a"] = [1] }, default);

        await RestartAsync();

        keys = Host.Services.GetRequiredKeyedService<KeyDatabase>("cases");
        for (var wait = 0; wait < 1200 && (await keys.Store.FindAsync(["cases/a"], default))["cases/a"].Wrapped is not null; wait++)
            await Task.Delay(50);
        Assert.Null((await keys.Store.FindAsync(["cases/a"], default))["cases/a"].Wrapped);
    }

    [Fact]
    public async Task EraseRecord_WhileNotesAreAdded_LeavesNothingOfThemThatCanBeRead()
    {
        await FillAsync();
        var adding = Enumerable.Range(0, 20).Select(i => Task.Run(() => NoteAsync($"n{i}").ResponseAsync).ContinueWith(_ => { }, TaskScheduler.Default));

        await Task.WhenAll([.. adding, Task.Run(() => EraseAsync("cases/a"))]);
        await RestartAsync();

        await AssertGoneAsync();
        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(NoteAsync("late")));
    }

    [Fact]
    public async Task EraseRecord_OfACaseOrOneMergedIntoItUnderALegalHold_IsRefusedUntilItIsLifted()
    {
        await FillAsync();
        await RegisterAsync("b");
        await Client.MergeCasesAsync(new() { Name = "cases/b", Duplicate = "cases/a", MergeTime = SampleCases.Later, Reason = "one event", RequestId = "m" });
        await Erasures.PlaceLegalHoldAsync(new() { Name = "cases/a", Reason = "court", RequestId = "h" });

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await Erasures.EraseRecordAsync(Erase("cases/b")));
        Assert.Equal((StatusCode.FailedPrecondition, "cases/b is kept by a legal hold on cases/a and cannot be erased."), (refused.StatusCode, refused.Status.Detail));
        await Erasures.LiftLegalHoldAsync(new() { Name = "cases/a", Reason = "done", RequestId = "l" });
        Assert.Equal(["cases/b", .. OfTheCase], (await EraseAsync("cases/b")).Records.Order(StringComparer.Ordinal).OrderByDescending(name => name == "cases/b"));
    }

    [Fact]
    public async Task EraseRecord_OfACaseThatTheCallerMayNotKnowOf_IsAsIfThereWereNone()
    {
        await RegisterAsync("a");
        await Client.RestrictCaseAsync(new() { Name = "cases/a", NeedToKnow = { "wang" }, Reason = "informant", RequestId = "r" }, As("wang"));

        Assert.Equal(StatusCode.NotFound, await RefusalOf(Erasures.EraseRecordAsync(Erase("cases/a"), As("li"))));
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Erasures.EraseRecordAsync(Erase("notes/n"), As("li"))));
        Assert.Equal(["cases/a"], (await Erasures.EraseRecordAsync(Erase("cases/a"), As("wang"))).Records);
    }

    [Fact]
    public async Task EraseRecord_OfANotice_EmptiesItAndNothingElse()
    {
        await FillAsync();
        var notices = new NoticeService.NoticeServiceClient(Host.Channel);
        Assert.Equal($"{Secret} was seen.", (await notices.GetNoticeAsync(new() { Name = "notices/n" })).Content.Body);

        Assert.Equal(["notices/n"], (await EraseAsync("notices/n")).Records);

        var notice = await notices.GetNoticeAsync(new() { Name = "notices/n" });
        Assert.Equal(("U1", NoticeSubject.LostPersons, null), (notice.Unit, notice.Subject, notice.Content));
        Assert.All((await Lookup.ListVersionsAsync(new() { Name = "notices/n" })).Versions, version => Assert.Null(version.Record.Unpack<Notice>().Content));
        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(notices.VoidNoticeAsync(new() { Name = "notices/n", Reason = "why", RequestId = "x" })));
        Assert.NotNull((await Client.GetCaseAsync(new() { Name = "cases/a" })).Particulars);
    }

    [Fact]
    public async Task Reply_ToANoticeThatIsErased_IsTakenAndVoidedAndLeavesThatAsItIs()
    {
        await FillAsync();
        var notices = new NoticeService.NoticeServiceClient(Host.Channel);
        await AnswerAsync("before");
        await EraseAsync("notices/n");
        var erased = await notices.GetNoticeAsync(new() { Name = "notices/n" });

        var voided = await notices.VoidNoticeAsync(new() { Name = "notices/before", Reason = "it is about another", RequestId = "void" });
        var late = await AnswerAsync("late");

        Assert.Equal((NoticeState.Void, NoticeState.Sent, "notices/n"), (voided.State, late.State, late.ReplyTo));
        Assert.Equal(erased, await notices.GetNoticeAsync(new() { Name = "notices/n" }));

        async Task<Notice> AnswerAsync(string id)
        {
            var answer = SampleNotices.New();
            answer.ReplyTo = "notices/n";
            await notices.DraftNoticeAsync(new() { NoticeId = id, Notice = answer, RequestId = $"draft-{id}" });
            return await notices.SendNoticeAsync(new() { Name = $"notices/{id}", SendTime = SampleNotices.Later, RequestId = $"send-{id}" });
        }
    }

    [Fact]
    public async Task ListRetentionDue_OldCasesAndNotices_TellsThemUntilTheyAreErased()
    {
        await FillAsync();
        var due = await Erasures.ListRetentionDueAsync(new() { Category = RetentionCategory.Cases });
        Assert.Empty(due.Records);

        Clock.Advance(TimeSpan.FromDays(3650));

        Assert.Equal(("cases/a", "53.01"), (await DueAsync(RetentionCategory.Cases)).Select(record => (record.Name, record.Area)).Single());
        Assert.Equal("notices/n", (await DueAsync(RetentionCategory.Notices)).Single().Name);
        await EraseAsync("cases/a");
        Assert.Empty(await DueAsync(RetentionCategory.Cases));
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Erasures.ListRetentionDueAsync(new() { Category = RetentionCategory.Persons })));
    }

    private async Task<IReadOnlyList<DueRecord>> DueAsync(RetentionCategory category) => (await Erasures.ListRetentionDueAsync(new() { Category = category })).Records;

    private async Task AssertGoneAsync()
    {
        var record = await Client.GetCaseAsync(new() { Name = "cases/a" });
        Assert.Equal((null, "53.01"), (record.Particulars, record.Area));
        Assert.NotNull(record.EraseTime);
        Assert.DoesNotContain("invented", record.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("invented", (await Client.GetTimelineAsync(new() { Name = "cases/a" })).ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("invented", (await Lookup.ListVersionsAsync(new() { Name = "cases/a" })).ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("", (await new CaseNoteService.CaseNoteServiceClient(Host.Channel).GetNoteAsync(new() { Name = "notes/n" })).Text);
        Assert.Equal("", (await new CaseTaskService.CaseTaskServiceClient(Host.Channel).GetTaskAsync(new() { Name = "tasks/t" })).Details);
        Assert.Null((await new CaseEvidenceService.CaseEvidenceServiceClient(Host.Channel).GetEvidenceAsync(new() { Name = "evidence/e" })).Description);
        Assert.Null((await new CaseCorrectionService.CaseCorrectionServiceClient(Host.Channel).GetCorrectionAsync(new() { Name = "corrections/c" })).After?.Particulars);
        Assert.DoesNotContain((await Lookup.SearchRecordsAsync(new() { Query = Secret })).Records, found => found.Name == "cases/a");
        Assert.Equal(0, await RowsWithAsync(Secret));
    }

    private async Task FillAsync()
    {
        var request = Registration("a");
        request.Case.Particulars = new() { Title = $"{Secret} crossed", Summary = $"{Secret} swam." };
        await Client.RegisterCaseAsync(request);
        await Client.AddSuspectAsync(new() { Name = "cases/a", Suspect = new() { Id = "s", StatedName = Secret, Person = "persons/p" }, RequestId = "suspect" });
        await Client.IdentifySuspectAsync(new() { Name = "cases/a", SuspectId = "s", Person = "persons/q", Reason = $"{Secret} said so", RequestId = "identify" });
        await NoteAsync("n");
        await new CaseTaskService.CaseTaskServiceClient(Host.Channel).CreateTaskAsync(new()
        {
            Name = "cases/a",
            TaskId = "t",
            Task = new() { Title = "Ask the ferryman", Details = $"Ask {Secret}", Assignee = "li", DueTime = SampleCases.Later },
            RequestId = "task",
        });
        await new CaseCorrectionService.CaseCorrectionServiceClient(Host.Channel).RequestCorrectionAsync(new()
        {
            Name = "cases/a",
            CorrectionId = "c",
            Facts = new() { Particulars = new() { Title = $"{Secret} walked" } },
            UpdateMask = new() { Paths = { "particulars" } },
            Reason = $"{Secret} said so",
            RequestId = "correction",
        });
        await new CaseEvidenceService.CaseEvidenceServiceClient(Host.Channel).AddEvidenceAsync(new()
        {
            Name = "cases/a",
            EvidenceId = "e",
            Evidence = new() { Kind = EvidenceKind.Object, Exhibit = "exhibits/boat", ObtainTime = SampleCases.Registered, Description = new() { Text = $"A boat of {Secret}" } },
            RequestId = "evidence",
        });
        var notice = SampleNotices.Incoming();
        notice.Content.Body = $"{Secret} was seen.";
        await new NoticeService.NoticeServiceClient(Host.Channel).RecordNoticeAsync(new() { NoticeId = "n", Notice = notice, RequestId = "notice" });
    }

    private AsyncUnaryCall<CaseNote> NoteAsync(string id) => new CaseNoteService.CaseNoteServiceClient(Host.Channel).AddNoteAsync(
        new() { Name = "cases/a", NoteId = id, Text = $"{Secret} was seen", RequestId = $"note-{id}" });

    private async Task<Erasure> EraseAsync(string name) => await Erasures.EraseRecordAsync(Erase(name));

    private static EraseRecordRequest Erase(string name) => new() { Name = name, ErasureId = "e", Reason = "as the law says", RequestId = "erase" };

    private static string CollectionOf(string name) => name[..name.IndexOf('/', StringComparison.Ordinal)];

    // What Statistics counts from, anew.
    private async Task<IReadOnlyList<string>> CountedAsync()
    {
        using var call = new FeedService.FeedServiceClient(Host.Channel).Snapshot(new() { Feed = "cases" });
        return await call.ResponseStream.ReadAllAsync().SelectMany(part => part.Events).Select(e => e.State.ToString()).Order(StringComparer.Ordinal).ToListAsync();
    }

    private async Task<List<Any>> StatesAsync()
    {
        var head = await Store.HeadAsync(default);
        using var call = new FeedService.FeedServiceClient(Host.Channel).Subscribe(new() { Feed = "cases" });
        var states = new List<Any>();
        while (states.Count < head && await call.ResponseStream.MoveNext(default))
            states.AddRange(call.ResponseStream.Current.Events.Select(e => e.State));
        return states;
    }

    private Task<long> RowsWithAsync(string text) => StoredRows.WithAsync(Place, "cases", text);
}
