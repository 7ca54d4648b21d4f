using Border.Cases.V1;

namespace Border.Station.Demo;

/// <summary>Cases that begin as reports, and reports that come to nothing.</summary>
internal sealed class DemoReports(DemoCase file, Timeline<SubmitCasesRequest> timeline)
{
    private const int DismissEvery = 150;

    private static readonly string[] Nothing = ["The goods had been declared.", "Nobody was found.", "Another authority is competent."];

    /// <summary>The case, reported some time before it is registered.</summary>
    public void Add(Case record, Dice dice)
    {
        Report(file.Id, record, file.Register.AddHours(-dice.Between(1, 60)));
        timeline.Add(file.Register, new()
        {
            RegisterReported = new() { Name = file.Name, RegisterTime = record.RegisterTime, RequestId = $"{file.Id}-register" },
        });
    }

    /// <summary>Now and then a like thing that is no case.</summary>
    public void AddDismissed(Case record, int serial)
    {
        if (serial % DismissEvery != 5)
            return;
        var id = $"{file.Id}-report";
        Report(id, record, file.Register);
        var time = file.Register.AddDays(2);
        timeline.Add(time, new()
        {
            DismissReport = new()
            {
                Name = $"cases/{id}",
                DismissTime = DemoTime.Stamp(time),
                Reason = Nothing[serial / DismissEvery % Nothing.Length],
                RequestId = $"{id}-dismiss",
            },
        });
    }

    private void Report(string id, Case record, DateTimeOffset time) => timeline.Add(time, new()
    {
        Report = new()
        {
            CaseId = id,
            Report = new()
            {
                Unit = record.Unit,
                Area = record.Area,
                ReportTime = DemoTime.Stamp(time),
                PrincipalOffence = record.PrincipalOffence,
                OtherOffences = { record.OtherOffences },
                Particulars = record.Particulars,
            },
            RequestId = $"{id}-report",
        },
    });
}
