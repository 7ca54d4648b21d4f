using Border.Cases.V1;
using Border.Storage;
using Border.Testing;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;

namespace Border.Cases.Tests;

public sealed class SqliteCaseServiceTests() : CaseServiceSuite(StorageEngineKind.Sqlite);

public sealed class PostgresCaseServiceTests() : CaseServiceSuite(StorageEngineKind.Postgres);

/// <summary>The service as a client sees it, on each engine.</summary>
public abstract class CaseServiceSuite(StorageEngineKind engine) : ServiceTestBase(engine), IAsyncLifetime
{
    private static readonly Timestamp Registered = Timestamp.FromDateTimeOffset(new(2021, 3, 1, 8, 0, 0, TimeSpan.FromHours(8)));


    private CaseService.CaseServiceClient Client => new(Host.Channel);

    protected override void Add(WebApplicationBuilder builder) => builder.AddCases();

    protected override void Map(WebApplication app) => app.MapCases();

    [Fact]
    public async Task Case_FromRegistrationToConclusion_GoesThroughItsTurns()
    {
        var name = (await Client.RegisterCaseAsync(Register("a"))).Name;
        await Client.OpenInvestigationAsync(new() { Name = name, OpenTime = Registered, RequestId = "o" });
        await Client.RecordArrestAsync(Arrest(name, "s1"));
        await Client.SolveCaseAsync(new() { Name = name, SolveTime = Registered, RequestId = "s" });
        await Client.ReferCaseAsync(new() { Name = name, ReferTime = Registered, RequestId = "f" });
        await Client.ConcludeCaseAsync(new() { Name = name, ConcludeTime = Registered, Reason = "convicted", RequestId = "c" });

        var record = await Client.GetCaseAsync(new() { Name = name });

        Assert.Equal("6", record.Etag);
        Assert.Equal(
            [CaseState.Registered, CaseState.UnderInvestigation, CaseState.Solved, CaseState.Referred, CaseState.Concluded],
            record.Turns.Select(turn => turn.State));
        Assert.Equal("Zhang San (invented)", Assert.Single(record.Arrests).Suspect.StatedName);
        Assert.Equal(Registered, record.SolveTime);
    }

    [Fact]
    public async Task RegisterCase_EveryFieldWrong_NamesThemAll()
    {
        var request = new RegisterCaseRequest { CaseId = "Not An Id", Case = new() { Unit = "", Area = "a..b", PrincipalOffence = "9x" } };

        var error = await Assert.ThrowsAsync<RpcException>(async () => await Client.RegisterCaseAsync(request));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        var fields = error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Select(violation => violation.Field);
        Assert.Equal(["case.area", "case.principal_offence", "case.register_time", "case.unit", "case_id", "request_id"], fields.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AmendCase_OneFieldWithItsEtag_ChangesOnlyThat()
    {
        var record = await Client.RegisterCaseAsync(Register("a"));

        var amended = await Client.AmendCaseAsync(new()
        {
            Case = new() { Name = record.Name, Etag = record.Etag, Area = "53.02", Unit = "ignored" },
            UpdateMask = new() { Paths = { "area" } },
            Reason = "wrong sector",
            RequestId = "m",
        });

        Assert.Equal(("53.02", "U1", "2"), (amended.Area, amended.Unit, amended.Etag));
    }

    [Fact]
    public async Task AmendCase_WithoutItsEtag_NamesThatAndChangesNothing()
    {
        var record = await Client.RegisterCaseAsync(Register("a"));
        AmendCaseRequest request = new()
        {
            Case = new() { Name = record.Name, Area = "53.02" },
            UpdateMask = new() { Paths = { "area" } },
            Reason = "wrong sector",
            RequestId = "m",
        };

        var error = await Assert.ThrowsAsync<RpcException>(async () => await Client.AmendCaseAsync(request));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal("case.etag", Assert.Single(error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations).Field);
        Assert.Equal(record, await Client.GetCaseAsync(new() { Name = record.Name }));
    }

    [Theory]
    [InlineData("state")]
    [InlineData("no_such_field")]
    public async Task AmendCase_FieldThatIsNotItsToChange_IsRefused(string path)
    {
        var record = await Client.RegisterCaseAsync(Register("a"));

        var error = await Assert.ThrowsAsync<RpcException>(async () => await Client.AmendCaseAsync(new()
        {
            Case = new() { Name = record.Name, Etag = record.Etag },
            UpdateMask = new() { Paths = { path } },
            Reason = "why",
            RequestId = "m",
        }));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
    }

    [Fact]
    public async Task SubmitCases_MixedStream_AnswersEachAndKeepsTheOrderOfACase()
    {
        using var call = Client.SubmitCases();
        for (var i = 0; i < 50; i++)
        {
            await call.RequestStream.WriteAsync(new() { Register = Register($"c{i}") });
            await call.RequestStream.WriteAsync(new() { RecordArrest = Arrest($"cases/c{i}", "s1") });
            await call.RequestStream.WriteAsync(new() { RecordArrest = Arrest($"cases/c{i}", "s2") });
        }

        await call.RequestStream.WriteAsync(new() { Void = new() { Name = "cases/none", Reason = "why", RequestId = "v" } });
        await call.RequestStream.CompleteAsync();
        var receipts = await call.ResponseStream.ReadAllAsync().ToListAsync();

        Assert.Equal(151, receipts.Count);
        var refused = Assert.Single(receipts, receipt => receipt.Error is not null);
        Assert.Equal(("v", ErrorReason.RecordNotFound), (refused.RequestId, refused.Error.Reason));
        Assert.Equal(2, (await Client.GetCaseAsync(new() { Name = "cases/c49" })).Arrests.Count);
        Assert.Equal(150, receipts.Max(receipt => receipt.Accepted?.FeedPosition ?? 0));
    }

    [Fact]
    public async Task ListCases_ByOffenceAndState_FindsTheOnesThatFit()
    {
        await Client.RegisterCaseAsync(Register("a", "illegal_crossing"));
        await Client.RegisterCaseAsync(Register("b", "drug_trafficking"));
        await Client.VoidCaseAsync(new() { Name = "cases/b", Reason = "by mistake", RequestId = "v" });

        Assert.Equal("cases/a", Assert.Single((await Client.ListCasesAsync(new() { Offence = "illegal_crossing" })).Cases).Name);
        Assert.Equal("cases/b", Assert.Single((await Client.ListCasesAsync(new() { State = CaseState.Void })).Cases).Name);
        Assert.Empty((await Client.ListCasesAsync(new() { RegisterTimeBefore = Registered })).Cases);
        Assert.Null((await Client.ListCasesAsync(new() { Area = "53" })).Cases[0].Particulars);
    }

    [Fact]
    public async Task GetCase_ThatIsNotThere_IsNotFound()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await Client.GetCaseAsync(new() { Name = "cases/none" }));

        Assert.Equal(StatusCode.NotFound, error.StatusCode);
        Assert.Equal("ERROR_REASON_RECORD_NOT_FOUND", error.Reason());
    }

    private static RegisterCaseRequest Register(string id, string offence = "illegal_crossing") => new()
    {
        CaseId = id,
        RequestId = $"register-{id}",
        Case = new()
        {
            Unit = "U1",
            Area = "53.01.02",
            RegisterTime = Registered,
            PrincipalOffence = offence,
            Particulars = new() { Title = "Invented" },
        },
    };

    private static RecordArrestRequest Arrest(string name, string id) => new()
    {
        Name = name,
        RequestId = $"arrest-{name}-{id}",
        Arrest = new() { Id = id, ArrestTime = Registered, Suspect = new() { StatedName = "Zhang San (invented)" } },
    };
}
