using Border.Cases.V1;
using Border.Lookup.V1;
using Border.Storage;
using Border.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Border.Cases.Tests;

public sealed class SqliteCaseNumberTests() : CaseNumberSuite(StorageEngineKind.Sqlite);

public sealed class PostgresCaseNumberTests() : CaseNumberSuite(StorageEngineKind.Postgres);

/// <summary>Numbers and states of cases as a client sees them, on each engine.</summary>
public abstract class CaseNumberSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private static readonly Timestamp Registered = Timestamp.FromDateTimeOffset(new(2021, 3, 1, 8, 0, 0, TimeSpan.FromHours(8)));
    private static readonly Timestamp YearBefore = Timestamp.FromDateTimeOffset(new(2020, 3, 1, 8, 0, 0, TimeSpan.FromHours(8)));

    private StoragePlace _place = null!;
    private ServiceHost _host = null!;
    private CaseService.CaseServiceClient _client = null!;

    public async Task InitializeAsync()
    {
        _place = await StoragePlace.NewAsync(engine);
        _host = await ServiceHost.StartAsync(_place, builder => builder.AddCases(), app => app.MapCases());
        _client = new(_host.Channel);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task RegisterCase_ByUnitAndYear_CountsEachFromOne()
    {
        Assert.Equal("U1-2021-0001", (await RegisterAsync("a", "U1", Registered)).Number);
        Assert.Equal("U1-2020-0001", (await RegisterAsync("b", "U1", YearBefore)).Number);
        Assert.Equal("U2-2021-0001", (await RegisterAsync("c", "U2", Registered)).Number);
        Assert.Equal("U1-2021-0002", (await RegisterAsync("d", "U1", Registered)).Number);
    }

    [Fact]
    public async Task RegisterCase_SentAgain_HasTheSameNumberAndTakesNone()
    {
        await RegisterAsync("a", "U1", Registered);

        Assert.Equal("U1-2021-0001", (await RegisterAsync("a", "U1", Registered)).Number);
        Assert.Equal("U1-2021-0002", (await RegisterAsync("b", "U1", Registered)).Number);
    }

    [Fact]
    public async Task RegisterCase_RefusedForItsName_TakesNoNumber()
    {
        await RegisterAsync("a", "U1", Registered);
        var again = Request("a", "U1", Registered);
        again.RequestId = "another";

        Assert.Equal(StatusCode.AlreadyExists, (await Assert.ThrowsAsync<RpcException>(async () => await _client.RegisterCaseAsync(again))).StatusCode);
        Assert.Equal("U1-2021-0002", (await RegisterAsync("b", "U1", Registered)).Number);
    }

    [Fact]
    public async Task Number_AfterAmendmentTransferAndVoid_StaysAndIsNotGivenAgain()
    {
        var record = await RegisterAsync("a", "U1", Registered);
        await _client.AmendCaseAsync(new()
        {
            Case = new() { Name = record.Name, Etag = record.Etag, Unit = "U3", RegisterTime = YearBefore },
            UpdateMask = new() { Paths = { "unit", "register_time" } },
            Reason = "mistyped",
            RequestId = "m",
        });
        await _client.TransferCaseAsync(new() { Name = record.Name, ToUnit = "U2", TransferTime = Registered, Reason = "theirs", RequestId = "t" });
        Assert.Equal(record.Name, Assert.Single((await _client.ListCasesAsync(new() { TransferredTo = "U2" })).Cases).Name);
        await _client.AcceptTransferAsync(new() { Name = record.Name, AcceptTime = Registered, RequestId = "t2" });
        Assert.Empty((await _client.ListCasesAsync(new() { TransferredTo = "U2" })).Cases);
        var moved = await _client.VoidCaseAsync(new() { Name = record.Name, Reason = "by mistake", RequestId = "v" });

        Assert.Equal(("U1-2021-0001", "U2"), (moved.Number, moved.Unit));
        Assert.Equal("U1-2021-0002", (await RegisterAsync("b", "U1", Registered)).Number);
        Assert.Equal(record.Name, Assert.Single((await _client.ListCasesAsync(new() { Number = "U1-2021-0001" })).Cases).Name);
    }

    [Fact]
    public async Task SubmitCases_ManyOfOneUnit_HaveNumbersWithoutGaps()
    {
        using var call = _client.SubmitCases();
        for (var i = 0; i < 120; i++)
            await call.RequestStream.WriteAsync(new() { Register = Request($"c{i}", "U1", Registered) });
        await call.RequestStream.CompleteAsync();
        await foreach (var receipt in call.ResponseStream.ReadAllAsync())
            Assert.Null(receipt.Error);

        var numbers = (await _client.ListCasesAsync(new() { Unit = "U1", PageSize = 1000 })).Cases.Select(record => record.Number);

        Assert.Equal(Enumerable.Range(1, 120).Select(i => $"U1-2021-{i:0000}"), numbers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ReportCase_RegisteredLater_HasItsNumberFromThenOn()
    {
        var reported = await _client.ReportCaseAsync(new()
        {
            CaseId = "a",
            Report = new() { Unit = "U1", Area = "53.01", ReportTime = YearBefore, PrincipalOffence = "illegal_crossing" },
            RequestId = "r",
        });
        Assert.Equal((CaseState.Reported, ""), (reported.State, reported.Number));
        Assert.Equal("U1-2021-0001", (await RegisterAsync("b", "U1", Registered)).Number);

        var registered = await _client.RegisterReportedCaseAsync(new()
        {
            Name = reported.Name,
            RegisterTime = Registered,
            Etag = reported.Etag,
            RequestId = "r2",
        });

        Assert.Equal(("U1-2021-0002", CaseState.Registered), (registered.Number, registered.State));
        Assert.Equal(2, (await _client.ListCasesAsync(new() { RegisterTimeFrom = Registered })).Cases.Count);
    }

    [Fact]
    public async Task RegisterReportedCase_StaleEtagOrTwice_TakesNoNumber()
    {
        await _client.ReportCaseAsync(new()
        {
            CaseId = "a",
            Report = new() { Unit = "U1", Area = "53.01", ReportTime = YearBefore, PrincipalOffence = "illegal_crossing" },
            RequestId = "r",
        });
        var dismissed = await _client.DismissReportAsync(new() { Name = "cases/a", DismissTime = YearBefore, Reason = "nothing in it", RequestId = "d" });
        RegisterReportedCaseRequest Again(string etag, string id) => new() { Name = "cases/a", RegisterTime = Registered, Etag = etag, RequestId = id };

        Assert.Equal(CaseState.Dismissed, dismissed.State);
        Assert.Equal(StatusCode.Aborted, (await Assert.ThrowsAsync<RpcException>(async () => await _client.RegisterReportedCaseAsync(Again("1", "x1")))).StatusCode);
        Assert.Equal("U1-2021-0001", (await _client.RegisterReportedCaseAsync(Again("2", "x2"))).Number);
        Assert.Equal(StatusCode.FailedPrecondition, (await Assert.ThrowsAsync<RpcException>(async () => await _client.RegisterReportedCaseAsync(Again("", "x3")))).StatusCode);
        Assert.Equal("U1-2021-0002", (await RegisterAsync("b", "U1", Registered)).Number);
    }

    [Theory]
    [InlineData("u1-2021-0001")]
    [InlineData("boat river")]
    [InlineData("zhang")]
    public async Task SearchRecords_ByNumberTitleOrSuspect_FindsTheCase(string query)
    {
        await RegisterAsync("a", "U1", Registered);
        await RegisterAsync("b", "U2", Registered);
        await _client.RecordArrestAsync(new()
        {
            Name = "cases/a",
            Arrest = new() { Id = "s1", ArrestTime = Registered, Suspect = new() { StatedName = "张三 (invented)" } },
            RequestId = "s",
        });
        await _client.AmendCaseAsync(new()
        {
            Case = new() { Name = "cases/b", Etag = "1", Particulars = new() { Title = "Another" } },
            UpdateMask = new() { Paths = { "particulars" } },
            Reason = "a better title",
            RequestId = "m",
        });

        var found = await new LookupService.LookupServiceClient(_host.Channel).SearchRecordsAsync(new() { Query = query });

        Assert.Equal(("cases/a", "U1-2021-0001"), (Assert.Single(found.Records).Name, found.Records[0].Label));
    }

    private async Task<Case> RegisterAsync(string id, string unit, Timestamp time) => await _client.RegisterCaseAsync(Request(id, unit, time));

    private static RegisterCaseRequest Request(string id, string unit, Timestamp time) => new()
    {
        CaseId = id,
        RequestId = $"register-{id}",
        Case = new()
        {
            Unit = unit,
            Area = "53.01.02",
            RegisterTime = time,
            PrincipalOffence = "illegal_crossing",
            Particulars = new() { Title = "Boat on the river" },
        },
    };
}
