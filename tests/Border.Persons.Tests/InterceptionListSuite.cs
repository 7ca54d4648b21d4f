using Border.Persons.V1;
using Border.Storage;
using Border.Testing;
using Grpc.Core;

namespace Border.Persons.Tests;

public sealed class SqliteInterceptionListTests() : InterceptionListSuite(StorageEngineKind.Sqlite);

public sealed class PostgresInterceptionListTests() : InterceptionListSuite(StorageEngineKind.Postgres);

/// <summary>Lists of interceptions and their feed, and what these leave out.</summary>
public abstract class InterceptionListSuite(StorageEngineKind engine) : PersonServiceHost(engine)
{
    [Fact]
    public async Task ListInterceptions_PageByPage_GivesEachOnce()
    {
        for (var i = 0; i < 5; i++)
            await Client.RegisterInterceptionAsync(Register($"i{i}"));

        List<string> names = [];
        var token = "";
        do
        {
            var page = await Client.ListInterceptionsAsync(new() { PageSize = 2, PageToken = token, Conduct = Conduct.IllegalEntry });
            names.AddRange(page.Interceptions.Select(record => record.Name));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"interceptions/i{i}"), names.Order());
    }

    [Fact]
    public async Task ListInterceptions_EachFilter_FindsTheOnesThatFit()
    {
        await Client.RegisterInterceptionAsync(Register("a", Conduct.IllegalEntry, Conduct.IllegalWork));
        var approach = Register("b", Conduct.SuspiciousApproach);
        (approach.Interception.Disposition, approach.Interception.InterceptTime, approach.Interception.Area) =
            (Disposition.PersuadedToReturn, Noon, "45.07");
        await Client.RegisterInterceptionAsync(approach);
        await Client.VoidInterceptionAsync(new() { Name = "interceptions/b", Reason = "by mistake", RequestId = "v" });

        Assert.Equal(["interceptions/b", "interceptions/a"], await NamesAsync(new()));
        Assert.Equal(["interceptions/a", "interceptions/b"], await NamesAsync(new() { OrderBy = "intercept_time" }));
        Assert.Equal(["interceptions/a"], await NamesAsync(new() { Conduct = Conduct.IllegalEntry }));
        Assert.Equal(["interceptions/a"], await NamesAsync(new() { Conduct = Conduct.IllegalWork }));
        Assert.Equal(["interceptions/b"], await NamesAsync(new() { Disposition = Disposition.PersuadedToReturn }));
        Assert.Equal(["interceptions/b"], await NamesAsync(new() { State = InterceptionState.Void }));
        Assert.Equal(["interceptions/b"], await NamesAsync(new() { Area = "45" }));
        Assert.Equal(["interceptions/b"], await NamesAsync(new() { InterceptTimeFrom = Noon }));
        Assert.Equal(["interceptions/a"], await NamesAsync(new() { InterceptTimeBefore = Noon }));
    }

    [Fact]
    public async Task ListInterceptionsAndFeed_NeedsAndEvidence_LeaveThemOut()
    {
        var request = Register("a");
        request.Interception.ProtectionNeeds.Add(ProtectionNeed.MedicalEmergency);
        request.Interception.Group = new() { GroupId = "family", Role = GroupRole.Head };
        request.Interception.Findings.Add(
            new Finding { Conduct = Conduct.IllegalEntry, Evidence = "INVENTED prints", Outcome = FindingOutcome.Pending });
        await Client.RegisterInterceptionAsync(request);
        await Client.RegisterInterceptionAsync(Register("b"));

        var referred = await Client.RecordReferralAsync(Referral("interceptions/a"));

        Assert.Equal(("2", "an INVENTED hospital"), (referred.Etag, Assert.Single(referred.Referrals).ReferredTo));
        Assert.Equal(referred, await Client.RecordReferralAsync(Referral("interceptions/a")));
        var listed = Assert.Single((await Client.ListInterceptionsAsync(new() { GroupId = "family" })).Interceptions);
        var fed = (await Host.FirstEventsAsync("persons", 3))[2].State.Unpack<Interception>();
        foreach (var record in new[] { listed, fed })
        {
            Assert.Equal(("interceptions/a", 0, 0), (record.Name, record.ProtectionNeeds.Count, record.Referrals.Count));
            Assert.Equal(("family", GroupRole.Unspecified), (record.Group.GroupId, record.Group.Role));
            Assert.Equal((Conduct.IllegalEntry, ""), (record.Findings[0].Conduct, record.Findings[0].Evidence));
        }
    }

    [Fact]
    public async Task ListInterceptionsAndFeed_RecordWithIdentity_LeaveItOut()
    {
        var record = await Client.RegisterInterceptionAsync(Register("a"));
        await Client.AmendInterceptionAsync(Amend(record, new() { Area = "54" }, "area"));
        await Client.VoidInterceptionAsync(new() { Name = record.Name, Reason = "why", RequestId = "v" });

        Assert.Null(Assert.Single((await Client.ListInterceptionsAsync(new())).Interceptions).Identity);
        var events = await Host.FirstEventsAsync("persons", 3);
        Assert.Equal(["registered", "amended", "voided"], events.Select(entry => entry.Verb));
        var states = events.Select(entry => entry.State.Unpack<Interception>()).ToList();
        Assert.All(states, state => Assert.Equal((null, ""), (state.Identity, state.VoidReason)));
        Assert.All(events, entry => Assert.DoesNotContain("INVENTED", entry.State.Value.ToStringUtf8(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task GetInterception_ThatIsNotThere_IsNotFound()
    {
        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await Client.GetInterceptionAsync(new() { Name = "interceptions/none" }));

        Assert.Equal((StatusCode.NotFound, "ERROR_REASON_RECORD_NOT_FOUND"), (error.StatusCode, error.Reason()));
    }

    private async Task<IEnumerable<string>> NamesAsync(ListInterceptionsRequest request) =>
        (await Client.ListInterceptionsAsync(request)).Interceptions.Select(record => record.Name);
}
