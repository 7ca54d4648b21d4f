using Border.Cases.V1;
using Border.Lookup.V1;
using Border.Storage;
using Border.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Border.Cases.Tests.Suspects;

public sealed class SqliteSuspectServiceTests() : SuspectServiceSuite(StorageEngineKind.Sqlite);

public sealed class PostgresSuspectServiceTests() : SuspectServiceSuite(StorageEngineKind.Postgres);

/// <summary>Suspects, warrants and outcomes as a client sees them, on each engine.</summary>
public abstract class SuspectServiceSuite(StorageEngineKind engine) : CaseHost(engine)
{
    private static readonly Timestamp Later = new() { Seconds = SampleCases.Registered.Seconds + 3600 };

    [Fact]
    public async Task Case_FromUnknownSuspectToJudgment_IsFoundByEachOnItsWay()
    {
        var name = await RegisterAsync("a");
        await Client.AddSuspectAsync(new() { Name = name, Suspect = new() { Id = "s1", StatedName = "the driver" }, RequestId = "1" });
        await Client.IdentifySuspectAsync(new()
        {
            Name = name,
            SuspectId = "s1",
            Person = "persons/p1",
            StatedName = "Li Si (invented)",
            Reason = "by a photograph",
            RequestId = "2",
        });
        Assert.Equal(name, Assert.Single((await Client.ListCasesAsync(new() { Person = "persons/p1" })).Cases).Name);
        var found = await new LookupService.LookupServiceClient(Host.Channel).SearchRecordsAsync(new() { Query = "li si" });
        Assert.Equal(name, Assert.Single(found.Records).Name);

        await Client.IssueWarrantAsync(new()
        {
            Name = name,
            Warrant = new() { Id = "w1", SuspectId = "s1", Kind = WarrantKind.Wanted, IssueTime = SampleCases.Registered, Issuer = "Invented court" },
            RequestId = "3",
        });
        var outstanding = Assert.Single((await Client.ListCasesAsync(new() { HasOutstandingWarrant = true })).Cases);
        Assert.Equal(WarrantState.Outstanding, Assert.Single(outstanding.Warrants).State);
        Assert.Equal(("s1", "", ""), (outstanding.Suspects[0].Id, outstanding.Suspects[0].Person, outstanding.Suspects[0].StatedName));

        await Client.RecordArrestAsync(new()
        {
            Name = name,
            Arrest = new() { Id = "a1", ArrestTime = Later, SuspectId = "s1", WarrantId = "w1" },
            RequestId = "4",
        });
        Assert.Empty((await Client.ListCasesAsync(new() { HasOutstandingWarrant = true })).Cases);
        await Client.ReleaseSuspectAsync(new() { Name = name, ArrestId = "a1", ReleaseTime = Later, Reason = "on bail", RequestId = "5" });
        await Client.ReclassifyCaseAsync(new()
        {
            Name = name,
            PrincipalOffence = "transporting_crossing",
            ReclassifyTime = Later,
            Reason = "he was paid",
            RequestId = "6",
        });
        await Client.OpenInvestigationAsync(new() { Name = name, OpenTime = Later, Reason = "as the facts demand", RequestId = "7" });
        await Client.ReferCaseAsync(new() { Name = name, ReferTime = Later, RequestId = "8" });
        await Client.RecordOutcomeAsync(new()
        {
            Name = name,
            SuspectId = "s1",
            Outcome = new() { Result = CourtResult.Convicted, DecideTime = Later, Court = "Invented court" },
            RequestId = "9",
        });

        var record = await Client.GetCaseAsync(new() { Name = name });
        Assert.Equal((CourtResult.Convicted, "persons/p1"), (record.Suspects[0].Outcome.Result, record.Suspects[0].Person));
        Assert.Equal("on bail", record.Arrests[0].ReleaseReason);
        Assert.Equal("illegal_crossing", Assert.Single(record.Classifications).PrincipalOffence);
        Assert.Equal(name, Assert.Single((await Client.ListCasesAsync(new() { Offence = "transporting_crossing" })).Cases).Name);
        Assert.Empty((await Client.ListCasesAsync(new() { Offence = "illegal_crossing" })).Cases);
    }

    [Fact]
    public async Task ListCases_WithAnOutstandingWarrant_LeavesOutThoseThatAreVoidOrMerged()
    {
        foreach (var id in (string[])["a", "b", "c"])
        {
            Warrant warrant = new() { Id = "w", Kind = WarrantKind.Search, IssueTime = SampleCases.Registered, Issuer = "Invented court" };
            await Client.IssueWarrantAsync(new() { Name = await RegisterAsync(id), Warrant = warrant, RequestId = $"warrant-{id}" });
        }

        await Client.VoidCaseAsync(new() { Name = "cases/b", Reason = "by mistake", RequestId = "void" });
        await Client.MergeCasesAsync(new() { Name = "cases/a", Duplicate = "cases/c", MergeTime = SampleCases.Later, Reason = "the same", RequestId = "merge" });

        Assert.Equal("cases/a", Assert.Single((await Client.ListCasesAsync(new() { HasOutstandingWarrant = true })).Cases).Name);
    }

    [Fact]
    public async Task AddSuspect_SentAgain_IsAddedOnce()
    {
        var name = await RegisterAsync("a");
        AddSuspectRequest request = new() { Name = name, Suspect = new() { Id = "s1" }, RequestId = "1" };
        var first = await Client.AddSuspectAsync(request);

        Assert.Equal(first, await Client.AddSuspectAsync(request));
        Assert.Single((await Client.GetCaseAsync(new() { Name = name })).Suspects);
    }

    [Fact]
    public async Task SubmitCases_SuspectsAndWarrants_AreTakenInTheirOrder()
    {
        using var call = Client.SubmitCases();
        await call.RequestStream.WriteAsync(new() { Register = Registration("a") });
        await call.RequestStream.WriteAsync(new() { AddSuspect = new() { Name = "cases/a", Suspect = new() { Id = "s1" }, RequestId = "1" } });
        await call.RequestStream.WriteAsync(new()
        {
            IssueWarrant = new()
            {
                Name = "cases/a",
                Warrant = new() { Id = "w1", SuspectId = "s1", Kind = WarrantKind.Arrest, IssueTime = SampleCases.Registered, Issuer = "Invented court" },
                RequestId = "2",
            },
        });
        await call.RequestStream.WriteAsync(new()
        {
            WithdrawWarrant = new() { Name = "cases/a", WarrantId = "w1", WithdrawTime = Later, Reason = "by mistake", RequestId = "3" },
        });
        await call.RequestStream.WriteAsync(new() { RemoveSuspect = new() { Name = "cases/a", SuspectId = "s1", Reason = "an alibi", RequestId = "4" } });
        await call.RequestStream.CompleteAsync();

        Assert.Equal(["1", "2", "3", "4", "5"], (await call.ResponseStream.ReadAllAsync().ToListAsync()).Select(receipt => receipt.Accepted.Etag));
    }
}
