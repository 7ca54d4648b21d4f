using Border.Patrols.V1;
using Border.Persons.V1;
using Border.Seizures.V1;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Field.Tests.Fixtures;

/// <summary>Good records, of invented units and people.</summary>
internal static class Samples
{
    public const string Note = "an-invented-note";

    public static Patrol Patrol(Timestamp time) => new() { Unit = "U-1", Area = "53.01", Type = PatrolType.Routine, PlanTime = time };

    public static AddObservationRequest Observation(string patrol, Timestamp time) => new()
    {
        Name = patrol,
        Observation = new Observation { Category = ObservationCategory.Footprints, ObserveTime = time, Note = Note },
    };

    public static RegisterInterceptionRequest Interception(Timestamp time) => new()
    {
        Interception = new Interception
        {
            Unit = "U-1",
            Area = "53.01",
            InterceptTime = time,
            Conducts = { Conduct.SuspiciousApproach },
            Citizenship = CitizenshipStatus.Foreign,
            Disposition = Disposition.PersuadedToReturn,
        },
    };

    public static RecordSeizureRequest Seizure(Timestamp time) => new()
    {
        Seizure = new Seizure
        {
            Unit = "U-1",
            Area = "53.01",
            SeizeTime = time,
            Items = { new SeizedItem { Kind = ItemKind.Firearm, Sort = "pistol", Quantity = new Quantity { Count = 2 } } },
        },
    };

    public static AmendPatrolRequest OfficerCount(string patrol, string etag, int officers) => new()
    {
        Patrol = new Patrol { Name = patrol, Etag = etag, OfficerCount = officers },
        UpdateMask = new FieldMask { Paths = { "officer_count" } },
        Reason = "told by radio",
    };

    public static TrackPoint Point(Timestamp time, int second) => new()
    {
        Time = time + Duration.FromTimeSpan(TimeSpan.FromSeconds(second)),
        Position = new Position { Latitude = 22 + second * 1e-5, Longitude = 100 },
    };
}
