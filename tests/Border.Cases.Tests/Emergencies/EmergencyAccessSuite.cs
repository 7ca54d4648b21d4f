using Border.Audit.V1;
using Border.Cases.V1;
using Border.Erasures.V1;
using Border.Lookup.V1;
using Border.Storage;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Cases.Tests.Emergencies;

public sealed class SqliteEmergencyAccessTests() : EmergencyAccessSuite(StorageEngineKind.Sqlite);

public sealed class PostgresEmergencyAccessTests() : EmergencyAccessSuite(StorageEngineKind.Postgres);

/// <summary>Emergency access to cases as clients see it, on each engine.</summary>
public abstract class EmergencyAccessSuite(StorageEngineKind engine) : CaseHost(engine)
{
    private static readonly GetCaseRequest GetA = new() { Name = "cases/a" };

    // Only those in 53.01 are responsible for the sample case, and only the chief may know of it.
    private static readonly Metadata Chief = In("chief", "supervisor", "53");
    private static readonly Metadata Near = In("near", "supervisor", "53.01");
    private static readonly Metadata Detective = In("detective", "investigator", "53.01");
    private static readonly Metadata Far = In("far", "supervisor", "54");

    private EmergencyAccessService.EmergencyAccessServiceClient Emergencies => new(Host.Channel);

    private IDocumentStore Store => Host.Services.GetRequiredKeyedService<IDocumentStore>("cases");

    private CaseNoteService.CaseNoteServiceClient Notes => new(Host.Channel);

    [Fact]
    public async Task TakeEmergencyAccess_ToARestrictedCase_IsForReadingItByNameOnly()
    {
        await RestrictAsync();
        await Notes.AddNoteAsync(new() { Name = "cases/a", NoteId = "n", Text = "invented", RequestId = "n" }, Chief);

        await TakeAsync("x", Detective);

        Assert.Equal("cases/a", (await Client.GetCaseAsync(GetA, Detective)).Name);
        Assert.Equal("invented", (await Notes.GetNoteAsync(new() { Name = "notes/n" }, Detective)).Text);
        Assert.Empty((await Client.ListCasesAsync(new(), Detective)).Cases);
        Assert.Empty((await new LookupService.LookupServiceClient(Host.Channel).SearchRecordsAsync(new() { Query = "U1-2021-0001" }, Detective)).Records);
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Client.SuspendCaseAsync(new() { Name = "cases/a", SuspendTime = SampleCases.Later, Reason = "why", RequestId = "s" }, Detective)));
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Notes.AddNoteAsync(new() { Name = "cases/a", NoteId = "m", Text = "x", RequestId = "m" }, Detective)));
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Client.GetCaseAsync(GetA, Near)));
    }

    [Fact]
    public async Task TakeEmergencyAccess_ToACaseElsewhere_IsAccess()
    {
        await RegisterAsync("a");
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Client.GetCaseAsync(GetA, Far)));

        await TakeAsync("x", Far);

        Assert.Equal("cases/a", (await Client.GetCaseAsync(GetA, Far)).Name);
    }

    [Fact]
    public async Task TakeEmergencyAccess_WithoutAReason_IsRefused()
    {
        await RestrictAsync();

        Assert.Equal(StatusCode.InvalidArgument, await RefusalOf(Emergencies.TakeEmergencyAccessAsync(new() { Name = "cases/a", AccessId = "x", RequestId = "x" }, Detective)));
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Client.GetCaseAsync(GetA, Detective)));
    }

    [Fact]
    public async Task TakeEmergencyAccess_WhereThereIsNoNeed_IsRefused()
    {
        await RestrictAsync();

        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(Take("x", Chief)));
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Emergencies.TakeEmergencyAccessAsync(new() { Name = "cases/b", AccessId = "x", Reason = "why", RequestId = "b" }, Detective)));
        Assert.Equal(StatusCode.PermissionDenied, await RefusalOf(Take("x", In("analyst", "headquarters_analyst", "*"))));
    }

    [Fact]
    public async Task TakeEmergencyAccess_TheSameTwiceAtOnce_IsTakenOnce()
    {
        await RestrictAsync();

        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Take("x", Detective).ResponseAsync));

        Assert.All(taken, access => Assert.Equal(taken[0], access));
        Assert.Single((await Emergencies.ListEmergencyAccessesAsync(new(), Near)).Accesses);
    }

    [Fact]
    public async Task EmergencyAccess_WhenItsTimeIsOver_EndsByItself()
    {
        await RestrictAsync();
        await TakeAsync("x", Detective);
        Clock.Advance(TimeSpan.FromMinutes(59));
        await Client.GetCaseAsync(GetA, Detective);

        Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(StatusCode.NotFound, await RefusalOf(Client.GetCaseAsync(GetA, Detective)));
    }

    [Fact]
    public async Task ReviewEmergencyAccess_ByAnother_EndsWhatWasNotJustified()
    {
        await RestrictAsync();
        await TakeAsync("x", Near);
        ReviewEmergencyAccessRequest review = new() { Name = "emergency-accesses/x", Finding = EmergencyFinding.Unjustified, Remark = "no need", RequestId = "r" };
        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(Emergencies.ReviewEmergencyAccessAsync(review, Near)));
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Emergencies.ReviewEmergencyAccessAsync(review, Far)));
        Assert.Equal(StatusCode.PermissionDenied, await RefusalOf(Emergencies.ReviewEmergencyAccessAsync(review, Detective)));
        Assert.Equal(StatusCode.PermissionDenied, await RefusalOf(Emergencies.ReviewEmergencyAccessAsync(review, In("inspector", "auditor", "53"))));
        await Client.GetCaseAsync(GetA, Near);

        var reviewed = await Emergencies.ReviewEmergencyAccessAsync(review, In("commander", "supervisor", "53"));

        Assert.Equal(("commander", EmergencyFinding.Unjustified, "why"), (reviewed.Reviewer, reviewed.Finding, reviewed.Reason));
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Client.GetCaseAsync(GetA, Near)));
        Assert.Equal(
            ["EmergencyAccessTaken near why", "EmergencyAccessReviewed commander no need"],
            (await Client.GetTimelineAsync(new() { Name = "cases/a" }, Chief)).Entries
                .Where(entry => entry.Record == "emergency-accesses/x").Select(entry => $"{entry.Kind} {entry.Actor} {entry.Text}"));
    }

    [Fact]
    public async Task TakeEmergencyAccess_WhileAnEarlierOneIsOverdueForReview_IsRefused()
    {
        await RestrictAsync();
        await TakeAsync("x", Detective);
        Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal("emergency-accesses/x", Assert.Single((await Emergencies.ListEmergencyAccessesAsync(new() { ReviewOverdue = true }, Near)).Accesses).Name);

        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(Take("y", Detective)));

        await Emergencies.ReviewEmergencyAccessAsync(
            new() { Name = "emergency-accesses/x", Finding = EmergencyFinding.Justified, Remark = "seen", RequestId = "r" }, Near);
        await TakeAsync("y", Detective);
        Assert.Equal(["emergency-accesses/y"], (await Emergencies.ListEmergencyAccessesAsync(new() { AwaitingReview = true }, Near)).Accesses.Select(access => access.Name));
    }

    [Fact]
    public async Task WatchEmergencyAccesses_InTheArea_TellsOfEachAsItHappens()
    {
        await RestrictAsync();
        await TakeAsync("x", Detective);
        using var call = Emergencies.WatchEmergencyAccesses(new(), Near);
        using var far = Emergencies.WatchEmergencyAccesses(new(), In("chief-54", "supervisor", "54"));
        await call.ResponseStream.MoveNext(CancellationToken.None);
        var waiting = call.ResponseStream.Current.Access;

        await TakeAsync("y", Far);
        await call.ResponseStream.MoveNext(CancellationToken.None);
        var taken = call.ResponseStream.Current.Access;
        await Emergencies.ReviewEmergencyAccessAsync(
            new() { Name = "emergency-accesses/x", Finding = EmergencyFinding.Justified, Remark = "seen", RequestId = "r" }, Near);
        await call.ResponseStream.MoveNext(CancellationToken.None);
        var reviewed = call.ResponseStream.Current.Access;

        Assert.Equal(("emergency-accesses/x", "detective", ""), (waiting.Name, waiting.Actor, waiting.Reason));
        Assert.Equal(("emergency-accesses/y", "far", ""), (taken.Name, taken.Actor, taken.Reason));
        Assert.Equal(("emergency-accesses/x", "near", ""), (reviewed.Name, reviewed.Reviewer, reviewed.Remark));
        var nothing = far.ResponseStream.MoveNext(CancellationToken.None);
        Assert.False(nothing.IsCompleted);
    }

    [Fact]
    public async Task Timeline_ForThoseWhoWorkTheCaseByTheirUnit_HasTheAccess()
    {
        await RegisterAsync("a");
        await TakeAsync("x", Far);
        var unit = In("wang", "investigator", "55");
        unit.Add("border-unit", "U1");

        var timeline = await Client.GetTimelineAsync(new() { Name = "cases/a" }, unit);

        Assert.Equal("emergency-accesses/x", Assert.Single(timeline.Entries, entry => entry.Kind == TimelineKind.EmergencyAccessTaken).Record);
    }

    [Fact]
    public async Task Audit_OfWhatWasReadByIt_NamesTheAccess()
    {
        await RestrictAsync();
        await TakeAsync("x", Detective);
        await Client.GetCaseAsync(GetA, Detective);

        var entries = (await new AuditService.AuditServiceClient(Host.Channel).ListEntriesAsync(
            new() { Service = "cases", Record = "emergency-accesses/x" }, In("inspector", "auditor", "*"))).Entries;

        Assert.Equal(
            ["collection TakeEmergencyAccess", "consultation GetCase"],
            entries.OrderBy(entry => entry.Sequence).Select(entry => $"{entry.Action.ToString().ToLowerInvariant()} {entry.Method[(entry.Method.LastIndexOf('/') + 1)..]}"));
        Assert.All(entries, entry => Assert.Equal("detective", entry.Actor));
        Assert.Contains("cases/a", entries.Single(entry => entry.Method.EndsWith("/GetCase", StringComparison.Ordinal)).Records);
    }

    [Fact]
    public async Task EmergencyAccess_IsSealedUnderTheCaseAndErasedWithItOnceItIsReviewed()
    {
        await RestrictAsync();
        await TakeAsync("x", Detective);
        Assert.Equal("cases/a", (await Store.FindAsync("emergency-accesses", "emergency-accesses/x", default))!.Key);
        Assert.Equal("why", (await Emergencies.GetEmergencyAccessAsync(new() { Name = "emergency-accesses/x" }, Near)).Reason);
        var erasures = new ErasureService.ErasureServiceClient(Host.Channel);
        EraseRecordRequest erase = new() { Name = "cases/a", ErasureId = "e", Reason = "as the law says", RequestId = "e" };
        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(erasures.EraseRecordAsync(erase, In("chief", "supervisor", "*"))));
        await Emergencies.ReviewEmergencyAccessAsync(
            new() { Name = "emergency-accesses/x", Finding = EmergencyFinding.Justified, Remark = "seen", RequestId = "r" }, Near);

        Assert.Contains("emergency-accesses/x", (await erasures.EraseRecordAsync(erase, In("chief", "supervisor", "*"))).Records);

        var left = await Emergencies.GetEmergencyAccessAsync(new() { Name = "emergency-accesses/x" }, Near);
        Assert.Equal(("detective", "near", "", "", EmergencyFinding.Justified), (left.Actor, left.Reviewer, left.Reason, left.Remark, left.Finding));
        Assert.NotNull(left.EraseTime);
    }

    private static Metadata In(string actor, string role, string area) =>
        new() { { "border-actor", actor }, { "border-roles", role }, { "border-areas", area }, { "border-purpose", "oversight" } };

    private AsyncUnaryCall<EmergencyAccess> Take(string id, Metadata headers) =>
        Emergencies.TakeEmergencyAccessAsync(new() { Name = "cases/a", AccessId = id, Reason = "why", RequestId = $"take-{id}" }, headers);

    private async Task TakeAsync(string id, Metadata headers) => await Take(id, headers);

    private async Task RestrictAsync()
    {
        await RegisterAsync("a");
        await Client.RestrictCaseAsync(new() { Name = "cases/a", NeedToKnow = { "chief" }, Reason = "need to know", RequestId = "restrict" }, Chief);
    }
}
