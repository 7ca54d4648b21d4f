using Border.Cases.Access;
using Border.Cases.Links;
using Border.Cases.Suspects;
using Border.Cases.Turns;
using Border.Cases.V1;
using Border.Cases.Work;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using static Border.Cases.Tests.SampleCases;

namespace Border.Cases.Tests.Turns;

public sealed class CaseVerbTests
{
    private static readonly CaseState[] Open =
    [
        CaseState.Registered, CaseState.UnderInvestigation, CaseState.Suspended, CaseState.Transferred, CaseState.Solved,
        CaseState.Referred, CaseState.Concluded,
    ];

    private static readonly Dictionary<string, Action<Case>> Verbs = new()
    {
        ["register"] = record => new CaseFile(record).RegisterReported(Later, "why"),
        ["dismiss"] = record => new CaseTurns(record).Turn(CaseVerb.Dismiss, Later, "why"),
        ["open"] = record => new CaseTurns(record).Turn(CaseVerb.OpenInvestigation, Later, ""),
        ["suspend"] = record => new CaseTurns(record).Turn(CaseVerb.Suspend, Later, "why"),
        ["resume"] = record => new CaseTurns(record).Turn(CaseVerb.Resume, Later, "why"),
        ["transfer"] = record => new CaseTurns(record).Transfer("U2", Later, "why"),
        ["accept"] = record => new CaseTurns(record).AcceptTransfer(Later, ""),
        ["refuse"] = record => new CaseTurns(record).RefuseTransfer(Later, "why"),
        ["solve"] = record => new CaseTurns(record).Solve(Later, ""),
        ["refer"] = record => new CaseTurns(record).Turn(CaseVerb.Refer, Later, ""),
        ["conclude"] = record => new CaseTurns(record).Turn(CaseVerb.Conclude, Later, "why"),
        ["close"] = record => new CaseTurns(record).Turn(CaseVerb.Close, Later, "why"),
        ["reopen"] = record => new CaseTurns(record).Reopen(Later, "why"),
        ["void"] = record => new CaseFile(record).Void("why"),
        ["amend"] = record => new CaseFile(record).Amend(Amendment, Catalogue),
        ["arrest"] = record => new CaseArrests(record).Record(new Arrest { Id = "b" }),
        ["release"] = record => new CaseArrests(record).Release("a", Later, "why"),
        ["suspect"] = record => new CaseSuspects(record).Add(new CaseSuspect { Id = "b" }),
        ["identify"] = record => new CaseSuspects(record).Identify("a", "persons/a", ""),
        ["clear"] = record => new CaseSuspects(record).Remove("a", "why"),
        ["outcome"] = record => new CaseSuspects(record).Decide("", new CourtOutcome { DecideTime = Later }),
        ["issue"] = record => new CaseWarrants(record).Issue(new Warrant { Id = "b", Kind = WarrantKind.Search, IssueTime = Later }),
        ["execute"] = record => new CaseWarrants(record).Execute("a", Later),
        ["recall"] = record => new CaseWarrants(record).Withdraw("a", Later, "why"),
        ["reclassify"] = record => new CaseFile(record).Reclassify(Classification, Catalogue),
        ["link"] = record => new CaseLinks(record).Add("patrols/p", LinkKind.Related, "why", DateTimeOffset.UnixEpoch),
        ["unlink"] = record => new CaseLinks(record).Remove("patrols/a"),
        ["take in"] = record => new CaseMerge(record, New(id: "b")).Merge(new() { MergeTime = Later, Reason = "why" }),
        ["merge"] = record => new CaseMerge(New(id: "b"), record).Merge(new() { MergeTime = Later, Reason = "why" }),
        ["split"] = record => new CaseSplit(record).Split(new() { PrincipalOffence = "illegal_crossing", SplitTime = Later }, "cases/b"),
        ["assign"] = record => new CaseHolders(record).Assign("wang"),
        ["restrict"] = record => new CaseHolders(record).Restrict(["wang"], "wang"),
        ["task"] = record => TaskFile.Create("tasks/t", new CaseTask { Assignee = "wang" }, record),
        ["correct"] = record => new CaseFile(record).Correct(Amendment.UpdateMask, Amendment.Case, Catalogue),
        ["withdraw"] = record => new CaseArrests(record).Withdraw("a", "why"),
    };

    // What each state allows, and where it leads. Everything that is not here is refused.
    private static readonly Dictionary<(CaseState From, string Verb), CaseState> Allowed = new()
    {
        [(CaseState.Reported, "register")] = CaseState.Registered,
        [(CaseState.Reported, "dismiss")] = CaseState.Dismissed,
        [(CaseState.Reported, "amend")] = CaseState.Reported,
        [(CaseState.Reported, "void")] = CaseState.Void,
        [(CaseState.Dismissed, "register")] = CaseState.Registered,
        [(CaseState.Dismissed, "void")] = CaseState.Void,
        [(CaseState.Registered, "open")] = CaseState.UnderInvestigation,
        [(CaseState.Registered, "transfer")] = CaseState.Transferred,
        [(CaseState.Registered, "close")] = CaseState.Closed,
        [(CaseState.UnderInvestigation, "suspend")] = CaseState.Suspended,
        [(CaseState.UnderInvestigation, "transfer")] = CaseState.Transferred,
        [(CaseState.UnderInvestigation, "solve")] = CaseState.Solved,
        [(CaseState.UnderInvestigation, "refer")] = CaseState.Referred,
        [(CaseState.UnderInvestigation, "close")] = CaseState.Closed,
        [(CaseState.Suspended, "resume")] = CaseState.UnderInvestigation,
        [(CaseState.Suspended, "transfer")] = CaseState.Transferred,
        [(CaseState.Transferred, "accept")] = CaseState.Suspended,
        [(CaseState.Transferred, "refuse")] = CaseState.Suspended,
        [(CaseState.Solved, "refer")] = CaseState.Referred,
        [(CaseState.Reported, "assign")] = CaseState.Reported,
        [(CaseState.Reported, "restrict")] = CaseState.Reported,
        [(CaseState.Reported, "task")] = CaseState.Reported,
        [(CaseState.Reported, "correct")] = CaseState.Reported,
        [(CaseState.Dismissed, "restrict")] = CaseState.Dismissed,
        [(CaseState.Dismissed, "task")] = CaseState.Dismissed,
        [(CaseState.Closed, "restrict")] = CaseState.Closed,
        [(CaseState.Closed, "task")] = CaseState.Closed,
        [(CaseState.Closed, "correct")] = CaseState.Closed,
        [(CaseState.Reported, "link")] = CaseState.Reported,
        [(CaseState.Reported, "unlink")] = CaseState.Reported,
        [(CaseState.Closed, "link")] = CaseState.Closed,
        [(CaseState.Closed, "unlink")] = CaseState.Closed,
        [(CaseState.Closed, "merge")] = CaseState.Merged,
        [(CaseState.Referred, "outcome")] = CaseState.Referred,
        [(CaseState.Concluded, "outcome")] = CaseState.Concluded,
        [(CaseState.Referred, "conclude")] = CaseState.Concluded,
        [(CaseState.Concluded, "close")] = CaseState.Closed,
        [(CaseState.Concluded, "reopen")] = CaseState.UnderInvestigation,
        [(CaseState.Closed, "reopen")] = CaseState.UnderInvestigation,
        [(CaseState.Closed, "void")] = CaseState.Void,
        [(CaseState.Closed, "withdraw")] = CaseState.Closed,
    };

    // What every open case allows, without a turn.
    private static readonly string[] Staying =
    [
        "amend", "arrest", "withdraw", "release", "suspect", "identify", "clear", "issue", "execute",
        "recall", "reclassify", "link", "unlink", "assign", "restrict", "task", "correct",
    ];

    static CaseVerbTests()
    {
        foreach (var state in Open)
        {
            foreach (var staying in Staying)
                Allowed.Add((state, staying), state);
            Allowed.Add((state, "void"), CaseState.Void);
            if (state == CaseState.Transferred)
                continue;
            Allowed.Add((state, "take in"), state);
            Allowed.Add((state, "split"), state);
            Allowed.Add((state, "merge"), CaseState.Merged);
        }
    }

    private static AmendCaseRequest Amendment => new() { Case = new Case { Area = "53.02" }, UpdateMask = new() { Paths = { "area" } } };

    private static ReclassifyCaseRequest Classification => new() { PrincipalOffence = "fraud", ReclassifyTime = Later };

    public static TheoryData<CaseState, string> EveryStateAndVerb()
    {
        var data = new TheoryData<CaseState, string>();
        foreach (var state in Enum.GetValues<CaseState>().Where(state => state != CaseState.Unspecified))
        {
            foreach (var verb in Verbs.Keys)
                data.Add(state, verb);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryStateAndVerb))]
    public void Verb_InEachState_TurnsOrIsRefused(CaseState from, string verb)
    {
        var record = New(from);
        record.Arrests.Add(new Arrest { Id = "a", ArrestTime = Registered });
        record.Links.Add(new CaseLink { Record = "patrols/a" });
        record.Suspects.Add(new CaseSuspect { Id = "a" });
        record.Warrants.Add(new Warrant { Id = "a", IssueTime = Registered, State = WarrantState.Outstanding });

        if (Allowed.TryGetValue((from, verb), out var to))
        {
            Verbs[verb](record);
            Assert.Equal(to, record.State);
            return;
        }

        var before = record.Clone();
        var refusal = Assert.Throws<RefusalException>(() => Verbs[verb](record));
        Assert.Equal(ErrorReason.WrongState, refusal.Reason);
        Assert.Contains(CaseStates.Word(from), refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, record);
    }

    [Fact]
    public void Word_OfEveryState_IsItsOwn()
    {
        var words = Enum.GetValues<CaseState>().Select(CaseStates.Word).ToList();

        Assert.Equal(words.Count, words.Distinct().Count());
    }
}
