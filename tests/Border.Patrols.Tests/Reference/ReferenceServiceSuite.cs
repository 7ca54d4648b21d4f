using Border.Patrols.V1;
using Border.Storage;
using Border.Testing;
using Google.Rpc;
using Grpc.Core;

namespace Border.Patrols.Tests.Reference;

public sealed class SqliteReferenceServiceTests() : ReferenceServiceSuite(StorageEngineKind.Sqlite);

public sealed class PostgresReferenceServiceTests() : ReferenceServiceSuite(StorageEngineKind.Postgres);

/// <summary>The units and forms of the agency, on each engine.</summary>
public abstract class ReferenceServiceSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private StoragePlace _place = null!;
    private ServiceHost _host = null!;
    private ReferenceService.ReferenceServiceClient _client = null!;

    public async Task InitializeAsync()
    {
        _place = await StoragePlace.NewAsync(engine);
        _host = await ServiceHost.StartAsync(_place, builder => builder.AddPatrols(), app => app.MapPatrols());
        _client = new(_host.Channel);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task ImportUnits_AgainAndOtherwise_AddsAndRevisesAndTakesNoneAway()
    {
        var empty = await _client.ListUnitsAsync(new());
        var first = await ImportAsync("1", UnitOf("U-2"), UnitOf("U-1"));
        var known = await _client.ListUnitsAsync(new());
        var closed = UnitOf("U-1");
        closed.IsRetired = true;
        var second = await ImportAsync("2", closed, UnitOf("U-3"), UnitOf("U-2"));
        var list = await _client.ListUnitsAsync(new() { KnownEtag = known.Etag });

        Assert.Empty(empty.Units);
        Assert.Equal((2, 0, 0), (first.AddedCount, first.RevisedCount, first.UnchangedCount));
        Assert.Equal((1, 1, 1), (second.AddedCount, second.RevisedCount, second.UnchangedCount));
        Assert.Equal([("U-1", true), ("U-2", false), ("U-3", false)], list.Units.Select(unit => (unit.Code, unit.IsRetired)));
        Assert.Equal(3, new[] { empty.Etag, known.Etag, list.Etag }.Distinct().Count());
        Assert.Empty((await _client.ListUnitsAsync(new() { KnownEtag = list.Etag })).Units);
        Assert.Equal(first, await ImportAsync("1", UnitOf("U-2"), UnitOf("U-1")));
    }

    [Fact]
    public async Task ImportUnits_AtOnce_LosesNone()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => ImportAsync($"{i}", UnitOf($"U-{i}"))));

        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"U-{i}"), (await _client.ListUnitsAsync(new())).Units.Select(unit => unit.Code));
    }

    [Fact]
    public async Task ImportUnits_BadOnes_NamesEachAndTakesNothing()
    {
        var unnamed = UnitOf("U-2");
        unnamed.DisplayName.Zh = "";

        Assert.Equal(["units[1].code", "units[2].display_name"], await FaultsAsync(ImportAsync("1", UnitOf("U-1"), UnitOf("U-1"), unnamed)));
        Assert.Empty((await _client.ListUnitsAsync(new())).Units);
    }

    [Fact]
    public async Task ImportForms_ThatSaySomethingElse_GetTheNextVersionAndTheOldOnesStay()
    {
        var first = await ImportAsync("1", FormOf("registerInterception", "interception.means"), FormOf("recordSeizure"));
        await ImportAsync("2", FormOf("registerInterception", "interception.means"));
        var known = await _client.ListFormsAsync(new());
        var third = await ImportAsync("3", FormOf("registerInterception", "interception.direction", "interception.means"));
        var list = await _client.ListFormsAsync(new() { KnownEtag = known.Etag });
        var all = await _client.ListFormsAsync(new() { WithFormer = true });

        Assert.Equal((2, 0, 1, 0), (first.AddedCount, first.RevisedCount, third.RevisedCount, third.Forms.Count));
        Assert.Equal([("recordSeizure", 1), ("registerInterception", 2)], list.Forms.Select(form => (form.Code, form.Version)));
        Assert.Equal(["interception.direction", "interception.means"], list.Forms[1].Fields.Select(field => field.Path));
        Assert.Equal([("recordSeizure", 1), ("registerInterception", 1), ("registerInterception", 2)], all.Forms.Select(form => (form.Code, form.Version)));
        Assert.Empty((await _client.ListFormsAsync(new() { KnownEtag = list.Etag })).Forms);
    }

    [Fact]
    public async Task ImportForms_OfWhatTheContractDoesNotHave_NamesEachAndTakesNothing()
    {
        var wrong = FormOf("recordSeizure", "seizure.colour", "seizure.note", "seizure.note", "seizure.seize_time.seconds");
        wrong.Fields[1].Label.En = "";

        var faults = await FaultsAsync(ImportAsync("1", FormOf("closeCase"), FormOf("recordSeizure", "seizure.items.sort"), wrong));

        Assert.Equal(
            ["forms[0].code", "forms[2].code", "forms[2].fields[0].path", "forms[2].fields[1].label", "forms[2].fields[2].path", "forms[2].fields[3].path"],
            faults);
        Assert.Empty((await _client.ListFormsAsync(new() { WithFormer = true })).Forms);
    }

    [Fact]
    public async Task Record_ByAFormOfBeforeAndOfAnUnlistedUnit_IsTakenAndSaysByWhich()
    {
        await ImportAsync("1", UnitOf("U-1"));
        await ImportAsync("2", FormOf("createPatrol", "patrol.leader"));
        await ImportAsync("3", FormOf("createPatrol", "patrol.leader", "patrol.team"));
        var patrols = new PatrolService.PatrolServiceClient(_host.Channel);
        Patrol plan = new() { Unit = "U-9", Area = "53", Type = PatrolType.Routine, PlanTime = Patrols.Planned, FormVersion = 1 };

        await patrols.CreatePatrolAsync(new() { PatrolId = "a", Patrol = plan, RequestId = "a" });

        Assert.Equal(1, (await patrols.GetPatrolAsync(new() { Name = "patrols/a" })).FormVersion);
    }

    private async Task<UnitList> ImportAsync(string id, params Unit[] units) => await _client.ImportUnitsAsync(new() { Units = { units }, RequestId = $"u-{id}" });

    private async Task<FormList> ImportAsync(string id, params Form[] forms) => await _client.ImportFormsAsync(new() { Forms = { forms }, RequestId = $"f-{id}" });

    private static Unit UnitOf(string code) => new() { Code = code, DisplayName = new() { En = "Invented", Zh = "虚构" }, Area = "53" };

    private static Form FormOf(string code, params string[] paths) =>
        new() { Code = code, Fields = { paths.Select(path => new FormField { Path = path, Label = new() { En = "Invented", Zh = "虚构" } }) } };

    private static async Task<IEnumerable<string>> FaultsAsync<T>(Task<T> call)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => call);
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        return refused.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Select(violation => violation.Field);
    }
}
