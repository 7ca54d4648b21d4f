using System.Globalization;
using Border.Cases;
using Border.Cases.V1;
using Border.Patrols;
using Border.Patrols.V1;
using Border.Persons;
using Border.Persons.V1;
using Border.Seizures;
using Border.Seizures.V1;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Border.Testing;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;

namespace Border.SystemTests.Forms;

public sealed class SqliteFormCheckTests() : FormCheckSuite(StorageEngineKind.Sqlite);

public sealed class PostgresFormCheckTests() : FormCheckSuite(StorageEngineKind.Postgres);

/// <summary>Records that name a version of the agency's form, in each service, of which Patrols is another process than the others.</summary>
public abstract class FormCheckSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private static readonly Timestamp Day = new() { Seconds = 1_600_000_000 };

    private readonly string _address = $"http://127.0.0.1:{FreePort.Next().ToString(CultureInfo.InvariantCulture)}";
    private StoragePlace _place = null!;
    private ServiceHost _patrols = null!;
    private ServiceHost _others = null!;

    public async Task InitializeAsync()
    {
        _place = await StoragePlace.NewAsync(engine);
        await StartPatrolsAsync();
        _others = await ServiceHost.StartAsync(
            _place, builder => builder.AddPersons().AddCases().AddSeizures(), app => app.MapPersons().MapCases().MapSeizures(), ("Forms:Patrols", _address));
    }

    public async Task DisposeAsync()
    {
        await _others.DisposeAsync();
        await _patrols.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task Record_ByAVersionThatRequiresMore_IsRefusedWithEachFieldAndTakenByTheVersionOfBefore()
    {
        foreach (var kind in FormFields.Requests.Keys)
            await AssertIsHeldToItsVersionAsync(kind);
    }

    [Fact]
    public async Task Record_WhilePatrolsIsAway_WaitsUnlessItsVersionIsKnown()
    {
        await ImportAsync("recordSeizure", "seizure.note");
        await ImportAsync("registerInterception", "interception.means");
        Assert.Equal(1, await SendAsync("recordSeizure", "a", 1, isFirstSet: true));
        await ImportAsync("recordSeizure");
        await _patrols.DisposeAsync();

        Assert.Equal(1, await SendAsync("recordSeizure", "b", 1, isFirstSet: true));
        Assert.Equal(["seizure.note"], (await RefusalAsync(SendAsync("recordSeizure", "c", 1))).Fields);
        Assert.Equal(0, await SendAsync("recordSeizure", "d", 0));
        var later = await RefusalAsync(SendAsync("recordSeizure", "e", 2));
        Assert.Equal((StatusCode.Unavailable, "STORAGE_UNAVAILABLE"), (later.Code, later.Reason));

        await StartPatrolsAsync();
        Assert.Equal(2, await AgainAsync(() => SendAsync("recordSeizure", "e", 2)).WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Record_ThatWasStoredBefore_GetsItsAnswerWhateverIsAway()
    {
        await ImportAsync("reportCase", "report.particulars");
        Assert.Equal(1, await SendAsync("reportCase", "a", 1, isFirstSet: true));
        await _patrols.DisposeAsync();
        await using var restarted = await ServiceHost.StartAsync(_place, builder => builder.AddCases(), app => app.MapCases(), ("Forms:Patrols", _address));

        var again = await new CaseService.CaseServiceClient(restarted.Channel).ReportCaseAsync((ReportCaseRequest)RequestOf("reportCase", "a", 1, isFirstSet: true));

        Assert.Equal(1, again.FormVersion);
        await StartPatrolsAsync();
    }

    [Fact]
    public async Task Record_OfManyByANewVersionAtOnce_AreAllTaken()
    {
        await ImportAsync("registerInterception", "interception.means");

        var versions = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => SendAsync("registerInterception", $"m-{i}", 1, isFirstSet: true)));

        Assert.All(versions, version => Assert.Equal(1, version));
    }

    private async Task AssertIsHeldToItsVersionAsync(string kind)
    {
        var (one, other) = FieldsOf(kind);
        await ImportAsync(kind, one);
        await ImportAsync(kind, one, other);

        var neither = await RefusalAsync(SendAsync(kind, "a", 2));
        var unknown = await RefusalAsync(SendAsync(kind, "b", 3));

        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELDS"), (neither.Code, neither.Reason));
        Assert.Equal([one, other], neither.Fields);
        Assert.Equal((StatusCode.FailedPrecondition, "UNKNOWN_REFERENCE"), (unknown.Code, unknown.Reason));
        Assert.Equal([$"{one.Split('.')[0]}.form_version"], unknown.Fields);
        Assert.Equal([other], (await RefusalAsync(SendAsync(kind, "c", 2, isFirstSet: true))).Fields);
        Assert.Equal(1, await SendAsync(kind, "d", 1, isFirstSet: true));
        Assert.Equal(0, await SendAsync(kind, "e", 0));
        // The refused one was kept nowhere, and the same request goes once its version is known.
        await ImportAsync(kind);
        Assert.Equal(3, await SendAsync(kind, "b", 3));
    }

    // As a device does, while it is told to come again.
    private static async Task<int> AgainAsync(Func<Task<int>> send)
    {
        while (true)
        {
            try
            {
                return await send();
            }
            catch (RpcException away) when (away.StatusCode == StatusCode.Unavailable)
            {
                await Task.Delay(100);
            }
        }
    }

    private async Task StartPatrolsAsync() =>
        _patrols = await ServiceHost.StartAsync(_place, builder => builder.AddPatrols(), app => app.MapPatrols(), ("Listen:Url", _address));

    private async Task ImportAsync(string kind, params string[] required)
    {
        Form form = new() { Code = kind, Fields = { required.Select(path => new FormField { Path = path, Label = new() { En = "Invented", Zh = "虚构" }, IsRequired = true }) } };
        await new ReferenceService.ReferenceServiceClient(_patrols.Channel).ImportFormsAsync(new() { Forms = { form }, RequestId = Guid.CreateVersion7().ToString() });
    }

    private static (string One, string Other) FieldsOf(string kind) => kind switch
    {
        "createPatrol" => ("patrol.leader", "patrol.team"),
        "addObservation" => ("observation.note", "observation.position"),
        "registerInterception" => ("interception.means", "interception.group"),
        "recordSeizure" => ("seizure.note", "seizure.circumstances"),
        _ => ("report.particulars", "report.other_offences"),
    };

    /// <returns>The version that the record says.</returns>
    private async Task<int> SendAsync(string kind, string id, int version, bool isFirstSet = false)
    {
        switch (RequestOf(kind, id, version, isFirstSet))
        {
            case CreatePatrolRequest r:
                return (await Patrols.CreatePatrolAsync(r)).FormVersion;
            case AddObservationRequest r:
                var plan = (CreatePatrolRequest)RequestOf("createPatrol", "out", 0, isFirstSet: false);
                await Patrols.CreatePatrolAsync(plan);
                await Patrols.StartPatrolAsync(new() { Name = "patrols/out", StartTime = Day, RequestId = "start" });
                return (await Patrols.AddObservationAsync(r)).Observations[^1].FormVersion;
            case RegisterInterceptionRequest r:
                return (await new PersonService.PersonServiceClient(_others.Channel).RegisterInterceptionAsync(r)).FormVersion;
            case RecordSeizureRequest r:
                return (await new SeizureService.SeizureServiceClient(_others.Channel).RecordSeizureAsync(r)).FormVersion;
            case ReportCaseRequest r:
                return (await new CaseService.CaseServiceClient(_others.Channel).ReportCaseAsync(r)).FormVersion;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind));
        }
    }

    private PatrolService.PatrolServiceClient Patrols => new(_patrols.Channel);

    private static object RequestOf(string kind, string id, int version, bool isFirstSet)
    {
        switch (kind)
        {
            case "createPatrol":
                Patrol plan = new() { Unit = "U1", Area = "53", Type = PatrolType.Routine, PlanTime = Day, FormVersion = version, Leader = isFirstSet ? "N-1" : "" };
                return new CreatePatrolRequest { PatrolId = id, Patrol = plan, RequestId = $"{kind}-{id}" };
            case "addObservation":
                Observation seen = new() { Id = id, Category = ObservationCategory.Footprints, ObserveTime = Day, FormVersion = version, Note = isFirstSet ? "seen" : "" };
                return new AddObservationRequest { Name = "patrols/out", Observation = seen, RequestId = $"{kind}-{id}" };
            case "registerInterception":
                Interception met = new()
                {
                    Unit = "U1",
                    Area = "53",
                    InterceptTime = Day,
                    Conducts = { Conduct.SuspiciousApproach },
                    Citizenship = CitizenshipStatus.Foreign,
                    Disposition = Disposition.PersuadedToReturn,
                    FormVersion = version,
                    Means = isFirstSet ? CrossingMeans.Foot : CrossingMeans.Unspecified,
                };
                return new RegisterInterceptionRequest { InterceptionId = id, Interception = met, RequestId = $"{kind}-{id}" };
            case "recordSeizure":
                SeizedItem item = new() { Id = "d", Kind = ItemKind.Drug, Sort = "heroin", Quantity = new() { Mass = new() { Amount = "2", Unit = MassUnit.Kilogram } } };
                Seizure seizure = new() { Unit = "U1", Area = "53", SeizeTime = Day, Items = { item }, FormVersion = version, Note = isFirstSet ? "hidden" : "" };
                return new RecordSeizureRequest { SeizureId = id, Seizure = seizure, RequestId = $"{kind}-{id}" };
            default:
                CaseReport report = new()
                {
                    Unit = "U1",
                    Area = "53",
                    ReportTime = Day,
                    PrincipalOffence = "fraud",
                    FormVersion = version,
                    Particulars = isFirstSet ? new() { Title = "Invented" } : null,
                };
                return new ReportCaseRequest { CaseId = id, Report = report, RequestId = $"{kind}-{id}" };
        }
    }

    private static async Task<(StatusCode Code, string Reason, IReadOnlyList<string> Fields)> RefusalAsync(Task<int> call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => call);
        var status = error.GetRpcStatus()!;
        var fields = status.GetDetail<BadRequest>()?.FieldViolations.Select(violation => violation.Field) ?? [];
        return (error.StatusCode, status.GetDetail<ErrorInfo>()!.Reason["ERROR_REASON_".Length..], [.. fields]);
    }
}
