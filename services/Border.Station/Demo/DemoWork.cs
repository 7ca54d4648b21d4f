using Border.Cases.V1;

namespace Border.Station.Demo;

/// <summary>What investigators do in some cases besides the turns of state: notes, tasks, and corrections that a supervisor decides.</summary>
internal sealed class DemoWork
{
    private const int Every = 120;
    private const int First = 7;
    private const string Investigator = "demo-investigator";
    private const string Supervisor = "demo-supervisor";

    private readonly List<SubmitCasesRequest> _begun = [];
    private readonly List<SubmitCasesRequest> _decided = [];
    private readonly List<SubmitCasesRequest> _ended = [];

    public DemoWork(DemoTargets targets)
    {
        var kind = CaseKind.Of(targets).First(kind => kind.Days == DemoDays.Office2021);
        for (var index = 0; index < kind.Days.Count; index++)
        {
            var before = kind.Days.Before(kind.Count, index);
            for (var number = 0; number < kind.Days.On(kind.Count, index); number++)
            {
                if ((before + number) % Every == First)
                    Add(DemoCase.Of(kind, kind.Days.Day(index), number), (before + number) / Every);
            }
        }
    }

    public IReadOnlyList<DemoTurn<SubmitCasesRequest>> Turns => [new(Investigator, _begun), new(Supervisor, _decided), new(Investigator, _ended)];

    private void Add(DemoCase file, int serial)
    {
        Note(_begun, file, 1, "Spoke with the ferryman. He counted six people and two bags.");
        Task(file, 1, "Compare the tyre tracks", "The cast is in the strong room.", 14);
        Task(file, 2, "Ask the neighbouring station for its log", "", 30);
        Correct(file, serial);
        Complete(file, 1, "The tracks are not of the van.");
        Note(_ended, file, 2, "The van was elsewhere that night; the ferryman may be right.");
    }

    private static void Note(List<SubmitCasesRequest> turn, DemoCase file, int number, string text) => turn.Add(new()
    {
        AddNote = new() { Name = file.Name, NoteId = $"{file.Id}-note-{number}", Text = text, RequestId = $"{file.Id}-note-{number}" },
    });

    private void Task(DemoCase file, int number, string title, string details, int days) => _begun.Add(new()
    {
        CreateTask = new()
        {
            Name = file.Name,
            TaskId = $"{file.Id}-task-{number}",
            Task = new() { Title = title, Details = details, Assignee = Investigator, DueTime = DemoTime.Stamp(file.Register.AddDays(days)) },
            RequestId = $"{file.Id}-task-{number}",
        },
    });

    private void Complete(DemoCase file, int number, string result) => _ended.Add(new()
    {
        CompleteTask = new()
        {
            Name = $"tasks/{file.Id}-task-{number}",
            CompleteTime = DemoTime.Stamp(file.Register.AddDays(6)),
            Result = result,
            RequestId = $"{file.Id}-task-{number}-done",
        },
    });

    /// <summary>Approved, rejected, or still waiting. What the case is called changes no figure.</summary>
    private void Correct(DemoCase file, int serial)
    {
        _begun.Add(new()
        {
            RequestCorrection = new()
            {
                Name = file.Name,
                CorrectionId = $"{file.Id}-correction",
                Facts = new() { Particulars = new() { Title = $"crossing at the old ferry, station {file.Station.Code}" } },
                UpdateMask = new() { Paths = { "particulars" } },
                Reason = "The place had been taken for the bridge.",
                RequestId = $"{file.Id}-correction",
            },
        });
        var name = $"corrections/{file.Id}-correction";
        if (serial % 3 == 0)
            _decided.Add(new() { ApproveCorrection = new() { Name = name, Reason = "The log of the ferry says so.", RequestId = $"{file.Id}-correction-decided" } });
        else if (serial % 3 == 1)
            _decided.Add(new() { RejectCorrection = new() { Name = name, Reason = "The log of the ferry says otherwise.", RequestId = $"{file.Id}-correction-decided" } });
    }
}
