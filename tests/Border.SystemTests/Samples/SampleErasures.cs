using Border.Cases.V1;
using Border.Erasures.V1;
using Border.Patrols.V1;
using Border.Persons.V1;
using Border.Seizures.V1;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Net.Client;

namespace Border.SystemTests.Samples;

/// <summary>Records of each service that the tests bring along to be erased, and to be held. No other request names them.</summary>
internal static class SampleErasures
{
    private const int OfEach = 3;

    private static readonly string[] Collections = ["persons", "cases", "seizures", "patrols"];
    private static readonly Timestamp Day = new() { Seconds = 1_600_000_000 };
    private static readonly string[] Erased = NamesOf("erased");
    private static readonly string[] Held = NamesOf("held");

    // No erasure that is asked for is of such an id.
    private static readonly string[] Proposals = [.. Enumerable.Range(1, 8).Select(i => $"proposed-{i}")];

    /// <summary>The records of each request that names one.</summary>
    public static IReadOnlyDictionary<string, string[]> Names { get; } = new Dictionary<string, string[]>
    {
        ["border.erasures.v1.ProposeErasureRequest.name"] = Erased,
        ["border.erasures.v1.EraseRecordRequest.name"] = Erased,
        ["border.erasures.v1.WithdrawErasureRequest.name"] = Held[..1],
        ["border.erasures.v1.WithdrawErasureRequest.erasure_id"] = Proposals,
        ["border.erasures.v1.PlaceLegalHoldRequest.name"] = Held,
        ["border.erasures.v1.LiftLegalHoldRequest.name"] = Held,
    };

    public static async Task RecordAsync(GrpcChannel channel)
    {
        await Task.WhenAll(Erased.Concat(Held).Select(name => RecordAsync(channel, name)));
        var erasures = new ErasureService.ErasureServiceClient(channel);
        foreach (var id in Proposals)
            await erasures.ProposeErasureAsync(new() { Name = Held[0], ErasureId = id, Reason = "as the law says", RequestId = id });
    }

    private static string[] NamesOf(string fate) => [.. Collections.SelectMany(_ => Enumerable.Range(1, OfEach), (collection, i) => $"{collection}/{fate}-{i}")];

    private static Task RecordAsync(GrpcChannel channel, string name)
    {
        var id = name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];
        return name[..name.IndexOf('/', StringComparison.Ordinal)] switch
        {
            "persons" => RegisterAsync(new PersonRegistryService.PersonRegistryServiceClient(channel), id, name),
            "cases" => RegisterAsync(new CaseService.CaseServiceClient(channel), id, name),
            "seizures" => SeizeAsync(new(channel), id, name),
            _ => CancelAsync(new(channel), id, name),
        };
    }

    private static async Task RegisterAsync(PersonRegistryService.PersonRegistryServiceClient persons, string id, string name)
    {
        IdentityClaim claim = new() { Source = ClaimSource.Stated, FamilyName = SampleTexts.Personal };
        Person person = new() { Unit = "U1", Area = "53", RegisterTime = Day, Identity = new() { Claims = { claim } } };
        await persons.RegisterPersonAsync(new() { PersonId = id, Person = person, RequestId = name });
    }

    private static async Task RegisterAsync(CaseService.CaseServiceClient cases, string id, string name)
    {
        Case record = new() { Unit = "U1", Area = "53", RegisterTime = Day, PrincipalOffence = "fraud", Particulars = new() { Title = SampleTexts.Personal } };
        await cases.RegisterCaseAsync(new() { CaseId = id, Case = record, RequestId = name });
    }

    private static async Task SeizeAsync(SeizureService.SeizureServiceClient seizures, string id, string name)
    {
        SeizedItem item = new() { Id = "d", Kind = ItemKind.Drug, Sort = "heroin", Quantity = new() { Mass = new() { Amount = "2", Unit = MassUnit.Kilogram } } };
        Seizure seizure = new() { Unit = "U1", Area = "53", SeizeTime = Day, Note = SampleTexts.Personal, Items = { item } };
        await seizures.RecordSeizureAsync(new() { SeizureId = id, Seizure = seizure, RequestId = name });
    }

    private static async Task CancelAsync(PatrolService.PatrolServiceClient patrols, string id, string name)
    {
        Patrol plan = new() { Unit = "U1", Area = "53", Type = PatrolType.Routine, PlanTime = Day, Leader = SampleTexts.Personal };
        await patrols.CreatePatrolAsync(new() { PatrolId = id, Patrol = plan, RequestId = name });
        await patrols.CancelPatrolAsync(new() { Name = name, Reason = SampleTexts.Personal, RequestId = $"{name}-off" });
    }
}
