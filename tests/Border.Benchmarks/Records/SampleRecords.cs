using System.Globalization;
using Border.Cases.V1;
using Border.Patrols.V1;
using Border.Persons.V1;
using Border.Seizures.V1;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Border.Benchmarks.Records;

/// <summary>
/// Records as the feeds carry them, spread over two years and over a few hundred stations, in about the proportions in which
/// they come: mostly interceptions, then cases with two or three arrests each, patrols and seizures.
/// </summary>
internal static class SampleRecords
{
    private const int Days = 730;
    private const int Provinces = 9;
    private const int Sectors = 6;
    private const int Stations = 6;

    private static readonly DateTimeOffset FirstDay = new(2019, 7, 1, 2, 0, 0, TimeSpan.Zero);
    private static readonly string[] Offences = ["illegal_crossing", "organising_crossing", "transporting_crossing"];
    private static readonly Conduct[] Conducts = [Conduct.IllegalEntry, Conduct.IllegalExit, Conduct.IllegalStay, Conduct.IllegalWork];
    private static readonly string[] Drugs = ["methamphetamine", "heroin", "opium"];

    public static (string Feed, IMessage Record) Of(int i) => (i % 100) switch
    {
        < 10 => ("cases", CaseOf(i)),
        < 13 => ("seizures", SeizureOf(i)),
        < 18 => ("patrols", PatrolOf(i)),
        _ => ("persons", InterceptionOf(i)),
    };

    public static Case CaseOf(int i)
    {
        var record = new Case
        {
            Name = Name("cases", i),
            State = CaseState.Registered,
            Unit = $"U-{Spread(i, 20)}",
            Area = Area(i),
            RegisterTime = Time(i),
            PrincipalOffence = Offences[Spread(i, Offences.Length)],
            Turns = { new CaseTurn { State = CaseState.Registered, TurnTime = Time(i) } },
        };
        for (var arrest = 0; arrest < 2 + (i & 1); arrest++)
            record.Arrests.Add(new Arrest { Id = $"a{arrest}", ArrestTime = Time(i, arrest), Measure = ArrestMeasure.Detention });
        return record;
    }

    public static Interception InterceptionOf(int i)
    {
        var conduct = Conducts[Spread(i, Conducts.Length)];
        var isStay = conduct is Conduct.IllegalStay or Conduct.IllegalWork;
        return new()
        {
            Name = Name("interceptions", i),
            State = InterceptionState.Registered,
            Unit = $"U-{Spread(i, 20)}",
            Area = Area(i),
            InterceptTime = Time(i),
            Position = new() { Latitude = 23.5, Longitude = 101.25 },
            Direction = isStay ? Direction.Unspecified : conduct == Conduct.IllegalEntry ? Direction.Entry : Direction.Exit,
            Conducts = { conduct },
            Citizenship = isStay ? CitizenshipStatus.Foreign : CitizenshipStatus.National,
            Disposition = Spread(i, 30) == 0 ? Disposition.PersuadedToReturn : Disposition.Detained,
        };
    }

    private static Seizure SeizureOf(int i)
    {
        var drug = Drugs[Spread(i, Drugs.Length)];
        return new()
        {
            Name = Name("seizures", i),
            State = SeizureState.Recorded,
            Unit = $"U-{Spread(i, 20)}",
            Area = Area(i),
            SeizeTime = Time(i),
            Items =
            {
                new SeizedItem
                {
                    Id = "i1",
                    Kind = ItemKind.Drug,
                    Sort = drug,
                    Quantity = new Quantity { Mass = new Mass { Amount = "1250.5", Unit = MassUnit.Gram, Grams = "1250.5" } },
                },
            },
        };
    }

    private static Patrol PatrolOf(int i) => new()
    {
        Name = Name("patrols", i),
        State = PatrolState.Ended,
        Unit = $"U-{Spread(i, 20)}",
        Area = Area(i),
        Type = Spread(i, 8) == 0 ? PatrolType.Joint : PatrolType.Routine,
        CounterpartCountry = Spread(i, 8) == 0 ? "LAO" : "",
        PlanTime = Time(i),
        StartTime = Time(i),
        EndTime = Time(i),
    };

    private static string Name(string collection, int i) => string.Create(CultureInfo.InvariantCulture, $"{collection}/{i:x12}");

    private static string Area(int i) => string.Create(
        CultureInfo.InvariantCulture, $"{10 + Spread(i, Provinces)}.{1 + Spread(i / 3, Sectors):00}.{1 + Spread(i / 7, Stations):00}");

    private static Timestamp Time(int i, int laterDays = 0) => Timestamp.FromDateTimeOffset(FirstDay.AddDays(Spread(i / 5, Days) + laterDays));

    /// <summary>A number below a limit that has nothing to do with its neighbours'.</summary>
    private static int Spread(int i, int limit) => (int)((uint)i * 2_654_435_761u >> 8) % limit;
}
