using Border.Cases.V1;
using Border.Lookup.V1;
using Border.Storage;
using Google.Rpc;
using Grpc.Core;

namespace Border.Cases.Tests.Access;

public sealed class SqliteCaseAreaTests() : CaseAreaSuite(StorageEngineKind.Sqlite);

public sealed class PostgresCaseAreaTests() : CaseAreaSuite(StorageEngineKind.Postgres);

/// <summary>Cases of several sectors, as those see them who are responsible for one, on each engine.</summary>
public abstract class CaseAreaSuite(StorageEngineKind engine) : CaseHost(engine)
{
    private static readonly Metadata Own = In("53.01");
    private static readonly Metadata Other = In("53.02");
    private static readonly Metadata Above = In("53");
    private static readonly Metadata Both = In("53.02,53.01");

    private CaseTaskService.CaseTaskServiceClient Tasks => new(Host.Channel);

    private LookupService.LookupServiceClient Lookup => new(Host.Channel);

    [Fact]
    public async Task Case_OfAnotherSector_IsAsIfItWereNotThere()
    {
        await RegisterAsync("a", "53.01.02");
        await Tasks.CreateTaskAsync(new() { Name = "cases/a", TaskId = "t", Task = new() { Title = "x", Assignee = "a", DueTime = SampleCases.Later }, RequestId = "t" });

        foreach (var refusal in new[]
        {
            await ErrorOf(Client.GetCaseAsync(new() { Name = "cases/a" }, Other)),
            await ErrorOf(Client.GetTimelineAsync(new() { Name = "cases/a" }, Other)),
            await ErrorOf(Client.VoidCaseAsync(new() { Name = "cases/a", Reason = "why", RequestId = "1" }, Other)),
            await ErrorOf(Client.VoidCaseAsync(new() { Name = "cases/a", Reason = "why", Etag = "9", RequestId = "2" }, Other)),
            await ErrorOf(Lookup.ListVersionsAsync(new() { Name = "cases/a" }, Other)),
            await ErrorOf(Tasks.GetTaskAsync(new() { Name = "tasks/t" }, Other)),
            await ErrorOf(Tasks.CompleteTaskAsync(new() { Name = "tasks/t", CompleteTime = SampleCases.Later, RequestId = "3" }, Other)),
        })
            Assert.Equal(StatusCode.NotFound, refusal.StatusCode);
        Assert.Empty((await Tasks.ListTasksAsync(new(), Other)).Tasks);
        Assert.Single((await Tasks.ListTasksAsync(new(), Own)).Tasks);
        Assert.Empty((await Lookup.SearchRecordsAsync(new() { Query = "U1-2021-0001" }, Other)).Records);
        Assert.Single((await Lookup.SearchRecordsAsync(new() { Query = "U1-2021-0001" }, Own)).Records);
    }

    [Fact]
    public async Task Case_OfAnotherSector_IsToldAsOneThatIsMissing()
    {
        await RegisterAsync("a", "53.01.02");

        var hidden = await ErrorOf(Client.GetCaseAsync(new() { Name = "cases/a" }, Other));
        var missing = await ErrorOf(Client.GetCaseAsync(new() { Name = "cases/b" }, Other));

        Assert.Equal(missing.Status.Detail.Replace("cases/b", "cases/a", StringComparison.Ordinal), hidden.Status.Detail);
        Assert.Equal(missing.GetRpcStatus()!.Details.Count, hidden.GetRpcStatus()!.Details.Count);
    }

    [Fact]
    public async Task List_OfSomeSectors_HasTheirCasesPageByPage()
    {
        for (var i = 0; i < 9; i++)
            await RegisterAsync($"c{i}", ((string[])["53.01.02", "53.02.01", "53.011"])[i % 3]);

        Assert.Equal(["cases/c0", "cases/c3", "cases/c6"], await ListedAsync(Own));
        Assert.Equal(["cases/c1", "cases/c4", "cases/c7"], await ListedAsync(Other));
        Assert.Equal(["cases/c0", "cases/c1", "cases/c3", "cases/c4", "cases/c6", "cases/c7"], await ListedAsync(Both));
        Assert.Equal(9, (await ListedAsync(Above)).Length);
        Assert.Equal(9, (await ListedAsync([])).Length);
        Assert.Empty(await ListedAsync(In("")));
    }

    [Fact]
    public async Task List_OfAnAreaOutsideOnesOwn_IsEmpty()
    {
        await RegisterAsync("a", "53.01.02");

        Assert.Empty((await Client.ListCasesAsync(new() { Area = "53.01" }, Other)).Cases);
    }

    [Fact]
    public async Task Register_OutsideOnesOwnArea_NamesTheFieldAndStoresNothing()
    {
        var error = await ErrorOf(Client.RegisterCaseAsync(RegistrationIn("a", "53.01.02"), Other));

        Assert.Equal(StatusCode.PermissionDenied, error.StatusCode);
        Assert.Equal("case.area", Assert.Single(error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations).Field);
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Client.GetCaseAsync(new() { Name = "cases/a" })));
    }

    [Fact]
    public async Task Amend_IntoAnotherSector_IsRefused()
    {
        await RegisterAsync("a", "53.01.02");
        AmendCaseRequest request = new()
        {
            Case = new() { Name = "cases/a", Etag = "1", Area = "53.02" },
            UpdateMask = new() { Paths = { "area" } },
            Reason = "why",
            RequestId = "1",
        };

        var error = await ErrorOf(Client.AmendCaseAsync(request, Own));

        Assert.Equal((StatusCode.PermissionDenied, "case.area"), (error.StatusCode, error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations[0].Field));
        Assert.Equal("53.02", (await Client.AmendCaseAsync(request, Above)).Area);
    }

    [Fact]
    public async Task Bulk_OfSeveralSectors_TakesThoseOfOnesOwn()
    {
        using var call = Client.SubmitCases(Own);
        foreach (var (id, area) in new[] { ("a", "53.01.02"), ("b", "53.02") })
            await call.RequestStream.WriteAsync(new() { Register = RegistrationIn(id, area) });
        await call.RequestStream.CompleteAsync();
        var receipts = new Dictionary<string, int>();
        await foreach (var receipt in call.ResponseStream.ReadAllAsync())
            receipts.Add(receipt.RequestId, receipt.Error?.Code ?? 0);

        Assert.Equal((0, (int)StatusCode.PermissionDenied), (receipts["register-a"], receipts["register-b"]));
    }

    [Fact]
    public async Task Transfer_ToAUnitOfAnotherSector_LetsItSeeTheCaseAndWorkIt()
    {
        await RegisterAsync("a", "53.01.02");
        var receiver = In("53.02", "U2");
        await Client.TransferCaseAsync(new() { Name = "cases/a", ToUnit = "U2", TransferTime = SampleCases.Later, Reason = "why", RequestId = "1" }, Own);
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Client.GetCaseAsync(new() { Name = "cases/a" }, In("53.02", "U3"))));

        await Client.AcceptTransferAsync(new() { Name = "cases/a", AcceptTime = SampleCases.Later, RequestId = "2" }, receiver);

        Assert.Equal("cases/a", Assert.Single((await Client.ListCasesAsync(new(), receiver)).Cases).Name);
    }

    private static Metadata In(string areas, string unit = "") =>
        new() { { "border-actor", "chief" }, { "border-roles", "supervisor" }, { "border-areas", areas }, { "border-unit", unit }, { "border-purpose", "investigation" } };

    private static RegisterCaseRequest RegistrationIn(string id, string area)
    {
        var request = Registration(id);
        request.Case.Area = area;
        return request;
    }

    private Task<Case> RegisterAsync(string id, string area) => Client.RegisterCaseAsync(RegistrationIn(id, area)).ResponseAsync;

    private async Task<string[]> ListedAsync(Metadata caller)
    {
        var names = new List<string>();
        ListCasesRequest request = new() { PageSize = 2 };
        do
        {
            var page = await Client.ListCasesAsync(request, caller);
            names.AddRange(page.Cases.Select(record => record.Name));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return [.. names.Order(StringComparer.Ordinal)];
    }

    private static async Task<RpcException> ErrorOf<T>(AsyncUnaryCall<T> call) => await Assert.ThrowsAsync<RpcException>(async () => await call);
}
