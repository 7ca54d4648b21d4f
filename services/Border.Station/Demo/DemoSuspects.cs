using Border.Cases.V1;

namespace Border.Station.Demo;

/// <summary>Who is suspected in some cases, and what the courts allowed.</summary>
internal sealed class DemoSuspects(DemoCase file, Timeline<SubmitCasesRequest> timeline)
{
    public const string Suspect = "s1";
    public const string ToArrest = "w1";

    private const int ArrestPercent = 4;
    private const int SearchPercent = 2;
    private const int WantedPercent = 1;

    /// <summary>Adds them before anything else is done in the case.</summary>
    /// <returns>Whether the first arrest of the case is that of the suspect, on the warrant.</returns>
    public bool Add(int arrests, Dice dice)
    {
        var isArrested = arrests > 0 && dice.Chance(ArrestPercent);
        if (isArrested)
        {
            Name(Suspect, dice);
            Issue(ToArrest, WarrantKind.Arrest, Suspect);
        }
        else if (dice.Chance(WantedPercent))
        {
            Name(Suspect, dice);
            Issue("w2", WarrantKind.Wanted, Suspect);
        }

        if (dice.Chance(SearchPercent))
            Search();
        return isArrested;
    }

    private void Name(string id, Dice dice) => timeline.Add(After(5), new()
    {
        AddSuspect = new()
        {
            Name = file.Name,
            Suspect = new() { Id = id, StatedName = DemoNames.Stated(dice.Chance(72), dice), Description = dice.Of(["", "Scar on the left hand.", "Drives a white van."]) },
            RequestId = $"{file.Id}-{id}",
        },
    });

    private void Issue(string id, WarrantKind kind, string suspect)
    {
        var time = After(15);
        timeline.Add(time, new()
        {
            IssueWarrant = new()
            {
                Name = file.Name,
                Warrant = new()
                {
                    Id = id,
                    Kind = kind,
                    SuspectId = suspect,
                    IssueTime = DemoTime.Stamp(time),
                    Issuer = $"Court of {file.Station.Code}",
                    ExpireTime = kind == WarrantKind.Search ? DemoTime.Stamp(time.AddDays(10)) : null,
                },
                RequestId = $"{file.Id}-{id}",
            },
        });
    }

    private void Search()
    {
        const string Id = "w3";
        Issue(Id, WarrantKind.Search, "");
        var time = After(25);
        timeline.Add(time, new()
        {
            ExecuteWarrant = new() { Name = file.Name, WarrantId = Id, ExecuteTime = DemoTime.Stamp(time), RequestId = $"{file.Id}-{Id}-executed" },
        });
    }

    private DateTimeOffset After(int minutes) => file.After(file.Register, TimeSpan.FromMinutes(minutes));
}
