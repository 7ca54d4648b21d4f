using System.Globalization;
using Border.Cases.V1;

namespace Border.Station.Demo;

/// <summary>The arrests of one case.</summary>
internal sealed class DemoArrests(DemoCase file, Timeline<SubmitCasesRequest> timeline)
{
    private const int LagMinutes = 40;

    private static readonly Weighted<int> LagHours = new((0, 46), (5, 18), (24, 15), (70, 11), (190, 7), (400, 3));

    private static readonly Weighted<ArrestMeasure> Measures = new(
        (ArrestMeasure.Detention, 62), (ArrestMeasure.Warrant, 20), (ArrestMeasure.Bail, 13), (ArrestMeasure.ResidentialSurveillance, 5));

    /// <param name="caseId">The case, or the one that was registered a second time.</param>
    /// <param name="isOnWarrant">Of the suspect of the case, for whom there is a warrant.</param>
    public void Add(string caseId, int number, Dice dice, bool isOnWarrant = false)
    {
        var time = file.After(file.Register, TimeSpan.FromMinutes(LagMinutes + (LagHours.Roll(dice) * 60) + dice.Below(240)));
        Record(caseId, number, time, dice, isOnWarrant);
    }

    /// <summary>The wrong person; the arrest is withdrawn.</summary>
    public void AddMistaken(int number, Dice dice)
    {
        var time = file.After(file.Register, TimeSpan.FromMinutes(LagMinutes));
        Record(file.Id, number, time, dice, isOnWarrant: false);
        timeline.Add(time.AddHours(9), new()
        {
            WithdrawArrest = new()
            {
                Name = file.Name,
                ArrestId = Id(number),
                Reason = "Released: not the person who was looked for.",
                RequestId = $"{file.Id}-{Id(number)}-withdraw",
            },
        });
    }

    private void Record(string caseId, int number, DateTimeOffset time, Dice dice, bool isOnWarrant)
    {
        var arrest = new Arrest
        {
            Id = Id(number),
            ArrestTime = DemoTime.Stamp(time),
            Measure = Measures.Roll(dice),
            Suspect = new() { StatedName = DemoNames.Stated(dice.Chance(72), dice) },
        };
        if (dice.Chance(8))
        {
            var station = file.Station.Colleague(dice);
            (arrest.Area, arrest.Unit) = (station.Code, station.CaseUnit);
        }

        if (isOnWarrant)
            (arrest.SuspectId, arrest.WarrantId, arrest.Measure, arrest.Suspect) = (DemoSuspects.Suspect, DemoSuspects.ToArrest, ArrestMeasure.Warrant, null);

        timeline.Add(time, new()
        {
            RecordArrest = new() { Name = $"cases/{caseId}", Arrest = arrest, RequestId = $"{caseId}-{arrest.Id}" },
        });
    }

    private static string Id(int number) => $"a{number.ToString(CultureInfo.InvariantCulture)}";
}
