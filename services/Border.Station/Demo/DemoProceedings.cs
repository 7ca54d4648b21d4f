using Border.Cases.V1;

namespace Border.Station.Demo;

/// <summary>The turns of one case's state.</summary>
internal sealed class DemoProceedings(DemoCase file, Timeline<SubmitCasesRequest> timeline)
{
    private const int ReopenEvery = 50;
    private const int SolvedInJulyEvery = 4;
    private const int NoLongerSolvedEvery = 12;

    public void Add(int serial, int arrests, Dice dice)
    {
        if (file.Kind.Outcome == CaseOutcome.Solved)
            AddSolved(serial, dice);
        else if (file.Kind.Outcome == CaseOutcome.NotYetSolved)
            AddNotYetSolved(serial, dice);
        else if (arrests > 0 && dice.Chance(28))
            AddInvestigated(dice);
        else if (arrests == 0 && dice.Chance(20))
            Close(file.After(file.Register, TimeSpan.FromDays(9)), "No offence could be made out.");
        else
            new DemoTransfers(file, timeline).Add();
    }

    private void AddSolved(int serial, Dice dice)
    {
        var solved = Solve(Open(dice), 1, Lag(dice));
        if (serial % ReopenEvery == 4)
            Solve(Reopen(solved), 2, TimeSpan.FromHours(1));
        else if (dice.Chance(40))
            Refer(solved.AddDays(dice.Between(2, 30)));
    }

    private void AddNotYetSolved(int serial, Dice dice)
    {
        if (serial % NoLongerSolvedEvery == 5)
            Reopen(Solve(Open(dice), 1, Lag(dice)));
        else if (serial % SolvedInJulyEvery == 1)
            SolveAt(Open(dice) is var opened && opened > file.End ? opened : file.End.AddDays(dice.Between(1, 20)), 1);
        else if (dice.Chance(50))
            Open(dice);
    }

    private void AddInvestigated(Dice dice)
    {
        var opened = Open(dice);
        if (dice.Chance(10))
            opened = Pause(opened);
        if (dice.Chance(40))
            Refer(Solve(opened, 1, Lag(dice)).AddDays(dice.Between(1, 25)));
    }

    private DateTimeOffset Open(Dice dice)
    {
        var time = file.After(file.Register, TimeSpan.FromMinutes(dice.Between(30, 200)));
        timeline.Add(time, new()
        {
            OpenInvestigation = new() { Name = file.Name, OpenTime = DemoTime.Stamp(time), RequestId = $"{file.Id}-open" },
        });
        return time;
    }

    private DateTimeOffset Pause(DateTimeOffset opened)
    {
        var (suspended, resumed) = (file.After(opened, TimeSpan.FromDays(3)), file.After(opened, TimeSpan.FromDays(20)));
        timeline.Add(suspended, new()
        {
            Suspend = new()
            {
                Name = file.Name,
                SuspendTime = DemoTime.Stamp(suspended),
                Reason = "The expert's report is awaited.",
                RequestId = $"{file.Id}-suspend",
            },
        });
        timeline.Add(resumed, new()
        {
            Resume = new() { Name = file.Name, ResumeTime = DemoTime.Stamp(resumed), Reason = "The report came.", RequestId = $"{file.Id}-resume" },
        });
        return resumed;
    }

    private DateTimeOffset Solve(DateTimeOffset after, int time, TimeSpan lag)
    {
        var solved = file.After(after, lag);
        SolveAt(solved, time);
        return solved;
    }

    private void SolveAt(DateTimeOffset solved, int time) => timeline.Add(solved, new()
    {
        Solve = new() { Name = file.Name, SolveTime = DemoTime.Stamp(solved), RequestId = $"{file.Id}-solve-{(time == 1 ? "first" : "again")}" },
    });

    private void Refer(DateTimeOffset time) => timeline.Add(time, new()
    {
        Refer = new() { Name = file.Name, ReferTime = DemoTime.Stamp(time), RequestId = $"{file.Id}-refer" },
    });

    /// <summary>A case that was referred and concluded comes back; it is not solved until it is solved again.</summary>
    private DateTimeOffset Reopen(DateTimeOffset solved)
    {
        var (referred, concluded, reopened) =
            (file.After(solved, TimeSpan.FromHours(1)), file.After(solved, TimeSpan.FromDays(2)), file.After(solved, TimeSpan.FromDays(4)));
        Refer(referred);
        timeline.Add(concluded, new()
        {
            Conclude = new()
            {
                Name = file.Name,
                ConcludeTime = DemoTime.Stamp(concluded),
                Reason = "Sent back by the court.",
                RequestId = $"{file.Id}-conclude",
            },
        });
        timeline.Add(reopened, new()
        {
            Reopen = new() { Name = file.Name, ReopenTime = DemoTime.Stamp(reopened), Reason = "New evidence.", RequestId = $"{file.Id}-reopen" },
        });
        return reopened;
    }

    private void Close(DateTimeOffset time, string reason) => timeline.Add(time, new()
    {
        Close = new() { Name = file.Name, CloseTime = DemoTime.Stamp(time), Reason = reason, RequestId = $"{file.Id}-close" },
    });

    private static TimeSpan Lag(Dice dice) => TimeSpan.FromHours(dice.Between(2, 600));
}
