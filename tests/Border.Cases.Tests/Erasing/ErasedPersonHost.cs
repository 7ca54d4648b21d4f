using Border.Cases.Erasing;
using Border.Cases.V1;
using Border.Erasures.V1;
using Border.Lookup.V1;
using Border.Storage;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Cases.Tests.Erasing;

/// <summary>Cases with suspects, of whom one is erased in Persons.</summary>
public abstract class ErasedPersonHost(StorageEngineKind engine) : CaseHost(engine)
{
    private protected const string Gone = "Wang-invented";
    private protected const string Kept = "Li-invented";

    private protected ErasedPersons Erased => Host.Services.GetRequiredService<ErasedPersons>();

    private protected ErasureService.ErasureServiceClient Erasures => new(Host.Channel);

    private protected LookupService.LookupServiceClient Lookup => new(Host.Channel);

    private protected async Task FillAsync(string id)
    {
        await RegisterAsync(id);
        await AddSuspectAsync(id, "s", "persons/p", Gone);
        await AddSuspectAsync(id, "t", "persons/q", Kept);
        await Client.IssueWarrantAsync(new()
        {
            Name = $"cases/{id}",
            Warrant = new() { Id = "w", Kind = WarrantKind.Wanted, SuspectId = "s", IssueTime = SampleCases.Registered, Issuer = "court", Particulars = $"{Gone} fled" },
            RequestId = $"w-{id}",
        });
        await ArrestAsync(id, "x", "s", "interceptions/i", Gone);
        await ArrestAsync(id, "y", "t", "", Kept);
        await Client.ReleaseSuspectAsync(new() { Name = $"cases/{id}", ArrestId = "x", ReleaseTime = SampleCases.Later, Reason = $"{Gone} is ill", RequestId = $"r-{id}" });
    }

    // In b, and since the merge in a.
    private protected async Task MergeUnknownAsync()
    {
        await RegisterAsync("a");
        await RegisterAsync("b");
        await AddSuspectAsync("b", "s", "", Gone);
        await Client.MergeCasesAsync(new() { Name = "cases/a", Duplicate = "cases/b", MergeTime = SampleCases.Later, Reason = "one event", RequestId = "m" });
    }

    private protected AsyncUnaryCall<Case> SplitAsync(string id, string part, string suspect) => Client.SplitCaseAsync(new()
    {
        Name = $"cases/{id}",
        CaseId = part,
        SplitTime = SampleCases.Later,
        PrincipalOffence = "illegal_crossing",
        SuspectIds = { suspect },
        Reason = "another event",
        RequestId = "split",
    });

    private protected AsyncUnaryCall<Case> AddSuspectAsync(string id, string suspect, string person, string name) => Client.AddSuspectAsync(
        new() { Name = $"cases/{id}", Suspect = new() { Id = suspect, Person = person, StatedName = name }, RequestId = $"s-{id}-{suspect}-{person}" });

    private protected AsyncUnaryCall<Case> IdentifyAsync(string id, string suspect, string person) => Client.IdentifySuspectAsync(
        new() { Name = $"cases/{id}", SuspectId = suspect, Person = person, Reason = $"{Gone} said so", RequestId = $"i-{id}-{person}" });

    private protected AsyncUnaryCall<Case> ArrestAsync(string id, string arrest, string suspect, string person, string name = Gone) => Client.RecordArrestAsync(new()
    {
        Name = $"cases/{id}",
        Arrest = new() { Id = arrest, SuspectId = suspect, ArrestTime = SampleCases.Registered, Suspect = new() { Person = person, StatedName = name } },
        RequestId = $"a-{id}-{arrest}",
    });

    // As Persons tells it.
    private protected static Erasure Erasure(params string[] records) =>
        new() { Name = $"erasures/of-{records[0]}", Number = 1, State = ErasureState.Done, Reason = "as the law says", Records = { records } };

    private protected async Task EraseAsync(params string[] records)
    {
        await Erased.FollowAsync(Erasure(records), default);
        await Erased.CarryOutAsync(default);
    }

    private protected async Task AssertGoneAsync(string id)
    {
        var name = $"cases/{id}";
        await AssertUnreadableAsync(name);
        Assert.DoesNotContain((await Lookup.SearchRecordsAsync(new() { Query = Gone })).Records, found => found.Name == name);
    }

    private protected async Task AssertUnreadableAsync(string name)
    {
        Assert.DoesNotContain(Gone, (await Client.GetCaseAsync(new() { Name = name })).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Gone, (await Client.GetTimelineAsync(new() { Name = name })).ToString(), StringComparison.Ordinal);
        var versions = (await Lookup.ListVersionsAsync(new() { Name = name })).Versions.Select(version => (version.Reason, version.Record.Unpack<Case>()));
        Assert.All(versions, version => Assert.DoesNotContain(Gone, version.ToString(), StringComparison.Ordinal));
    }
}
