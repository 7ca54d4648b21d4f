using Border.Cases.V1;
using Border.Storage;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Border.Cases.Tests.Links;

public sealed class SqliteLinkServiceTests() : LinkServiceSuite(StorageEngineKind.Sqlite);

public sealed class PostgresLinkServiceTests() : LinkServiceSuite(StorageEngineKind.Postgres);

/// <summary>Links, merges and splits as a client sees them, on each engine.</summary>
public abstract class LinkServiceSuite(StorageEngineKind engine) : CaseHost(engine)
{
    private static readonly Timestamp Later = SampleCases.Later;

    [Fact]
    public async Task LinkRecord_BetweenCases_IsShownFromBothSidesUntilItIsTakenAway()
    {
        await RegisterAsync("a");
        await RegisterAsync("b");
        var linked = await Client.LinkRecordAsync(Link("cases/b", "1"));
        Assert.Equal(linked, await Client.LinkRecordAsync(Link("cases/b", "1")));

        Assert.Equal("cases/a", Assert.Single((await GetAsync("b")).Links).Record);
        Assert.Equal("cases/b", Assert.Single((await Client.ListCasesAsync(new() { LinkedRecord = "cases/a" })).Cases).Name);
        await Client.UnlinkRecordAsync(new() { Name = "cases/b", Record = "cases/a", Reason = "by mistake", RequestId = "2" });

        Assert.Empty((await GetAsync("a")).Links);
        Assert.Empty((await Client.ListCasesAsync(new() { LinkedRecord = "cases/a" })).Cases);
        Assert.Equal("3", (await GetAsync("a")).Etag);
    }

    [Fact]
    public async Task LinkRecord_ToACaseThatIsNotThere_LinksNothing()
    {
        await RegisterAsync("a");

        Assert.Equal(StatusCode.NotFound, await RefusalOf(Client.LinkRecordAsync(Link("cases/none", "1"))));
        Assert.Equal(("1", 0), ((await GetAsync("a")).Etag, (await GetAsync("a")).Links.Count));
    }

    [Fact]
    public async Task LinkRecord_ToASeizure_FindsTheCaseByIt()
    {
        await RegisterAsync("a");
        await Client.LinkRecordAsync(Link("seizures/s", "1"));

        var found = Assert.Single((await Client.ListCasesAsync(new() { LinkedRecord = "seizures/s" })).Cases);
        Assert.Equal(("cases/a", "", LinkKind.Related), (found.Name, found.Links[0].Reason, found.Links[0].Kind));
    }

    [Fact]
    public async Task MergeCases_Duplicate_IsGoneInOneCommit()
    {
        await RegisterAsync("a");
        await RegisterAsync("b");
        await Client.RecordArrestAsync(new() { Name = "cases/b", Arrest = new() { Id = "x", ArrestTime = Later }, RequestId = "1" });
        MergeCasesRequest request = new() { Name = "cases/a", Duplicate = "cases/b", MergeTime = Later, Reason = "one event", Etag = "1", RequestId = "2" };
        var merged = await Client.MergeCasesAsync(request);

        Assert.Equal(("cases/a", "2", "cases/b/arrests/x"), (merged.Name, merged.Etag, merged.Arrests.Single().Origin));
        Assert.Equal(merged, await Client.MergeCasesAsync(request));
        Assert.Equal((CaseState.Merged, "cases/a", "U1-2021-0002"), ((await GetAsync("b")).State, (await GetAsync("b")).MergedInto, (await GetAsync("b")).Number));
        request.RequestId = "3";
        Assert.Equal(StatusCode.Aborted, await RefusalOf(Client.MergeCasesAsync(request)));
        request.Etag = "";
        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(Client.MergeCasesAsync(request)));
        Assert.Single((await GetAsync("a")).Arrests);
    }

    [Fact]
    public async Task SplitCase_Part_HasItsOwnNumber()
    {
        var record = Registration("a");
        record.Case.OtherOffences.Add("fraud");
        await Client.RegisterCaseAsync(record);
        await Client.RecordArrestAsync(new() { Name = "cases/a", Arrest = new() { Id = "x", ArrestTime = Later }, RequestId = "1" });
        SplitCaseRequest request = new()
        {
            Name = "cases/a",
            CaseId = "part",
            PrincipalOffence = "fraud",
            ArrestIds = { "x" },
            SplitTime = Later,
            Reason = "another event",
            RequestId = "2",
        };
        var part = await Client.SplitCaseAsync(request);

        Assert.Equal(("cases/part", "U1-2021-0002", "x"), (part.Name, part.Number, part.Arrests.Single().Id));
        Assert.Equal(part, await Client.SplitCaseAsync(request));
        Assert.Equal((0, "cases/part"), ((await GetAsync("a")).Arrests.Count, (await GetAsync("a")).SplitCases.Single()));
        (request.RequestId, request.PrincipalOffence) = ("3", "illegal_crossing");
        request.ArrestIds.Clear();
        Assert.Equal(StatusCode.AlreadyExists, await RefusalOf(Client.SplitCaseAsync(request)));
        request.CaseId = "a";
        Assert.Equal(StatusCode.AlreadyExists, await RefusalOf(Client.SplitCaseAsync(request)));
        Assert.Single((await GetAsync("a")).SplitCases);
    }

    private static LinkRecordRequest Link(string record, string request) =>
        new() { Name = "cases/a", Record = record, Kind = LinkKind.Related, Reason = "why", RequestId = request };

    private async Task<Case> GetAsync(string id) => await Client.GetCaseAsync(new() { Name = $"cases/{id}" });
}
