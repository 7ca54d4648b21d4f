using Border.Cases.V1;

namespace Border.Station.Demo;

/// <summary>Cases that another unit is asked to take before anything else is done in them.</summary>
internal sealed class DemoTransfers(DemoCase file, Timeline<SubmitCasesRequest> timeline)
{
    private const int TransferPercent = 4;
    private const int RefusePercent = 15;

    public void Add()
    {
        var dice = Dice.For($"transfer {file.Id}", file.Kind.Days.First, 0);
        if (file.Station.Province.Count == 1 || !dice.Chance(TransferPercent))
            return;
        var others = file.Station.Province.Where(station => station != file.Station).ToList();
        var (asked, answered) = (file.After(file.Register, TimeSpan.FromHours(dice.Between(8, 40))), file.After(file.Register, TimeSpan.FromDays(dice.Between(2, 6))));
        timeline.Add(asked, new()
        {
            Transfer = new()
            {
                Name = file.Name,
                ToUnit = dice.Of(others).CaseUnit,
                TransferTime = DemoTime.Stamp(asked),
                Reason = "The suspects live there.",
                RequestId = $"{file.Id}-transfer",
            },
        });
        timeline.Add(answered, dice.Chance(RefusePercent) ? Refused(answered) : Accepted(answered));
    }

    private SubmitCasesRequest Accepted(DateTimeOffset time) => new()
    {
        AcceptTransfer = new() { Name = file.Name, AcceptTime = DemoTime.Stamp(time), RequestId = $"{file.Id}-answer" },
    };

    private SubmitCasesRequest Refused(DateTimeOffset time) => new()
    {
        RefuseTransfer = new()
        {
            Name = file.Name,
            RefuseTime = DemoTime.Stamp(time),
            Reason = "None of the suspects lives here.",
            RequestId = $"{file.Id}-answer",
        },
    };
}
