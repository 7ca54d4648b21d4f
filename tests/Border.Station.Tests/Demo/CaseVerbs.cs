using Border.Cases.V1;

namespace Border.Station.Tests.Demo;

/// <summary>What the verbs do to a case, and in which states they may.</summary>
internal static class CaseVerbs
{
    public static void Apply(SubmitCasesRequest request, Func<string, Case> find)
    {
        switch (request.RequestCase)
        {
            case SubmitCasesRequest.RequestOneofCase.RecordArrest:
                Open(find(request.RecordArrest.Name)).Arrests.Add(request.RecordArrest.Arrest.Clone());
                break;
            case SubmitCasesRequest.RequestOneofCase.WithdrawArrest:
                var arrest = find(request.WithdrawArrest.Name).Arrests.Single(arrest => arrest.Id == request.WithdrawArrest.ArrestId);
                arrest.Withdrawn = true;
                break;
            case SubmitCasesRequest.RequestOneofCase.OpenInvestigation:
                Turn(find(request.OpenInvestigation.Name), CaseState.UnderInvestigation, CaseState.Registered);
                break;
            case SubmitCasesRequest.RequestOneofCase.Suspend:
                Turn(find(request.Suspend.Name), CaseState.Suspended, CaseState.UnderInvestigation);
                break;
            case SubmitCasesRequest.RequestOneofCase.Resume:
                Turn(find(request.Resume.Name), CaseState.UnderInvestigation, CaseState.Suspended);
                break;
            case SubmitCasesRequest.RequestOneofCase.Solve:
                Turn(find(request.Solve.Name), CaseState.Solved, CaseState.UnderInvestigation).SolveTime = request.Solve.SolveTime;
                break;
            case SubmitCasesRequest.RequestOneofCase.Refer:
                Turn(find(request.Refer.Name), CaseState.Referred, CaseState.UnderInvestigation, CaseState.Solved);
                break;
            case SubmitCasesRequest.RequestOneofCase.Conclude:
                Turn(find(request.Conclude.Name), CaseState.Concluded, CaseState.Referred);
                break;
            case SubmitCasesRequest.RequestOneofCase.Close:
                Turn(find(request.Close.Name), CaseState.Closed, CaseState.Registered, CaseState.UnderInvestigation, CaseState.Concluded);
                break;
            case SubmitCasesRequest.RequestOneofCase.Reopen:
                Turn(find(request.Reopen.Name), CaseState.UnderInvestigation, CaseState.Concluded, CaseState.Closed).SolveTime = null;
                break;
            case SubmitCasesRequest.RequestOneofCase.RegisterReported:
                Turn(find(request.RegisterReported.Name), CaseState.Registered, CaseState.Reported).RegisterTime = request.RegisterReported.RegisterTime;
                break;
            case SubmitCasesRequest.RequestOneofCase.DismissReport:
                Turn(find(request.DismissReport.Name), CaseState.Dismissed, CaseState.Reported);
                break;
            case SubmitCasesRequest.RequestOneofCase.Transfer:
                Assert.NotEqual(request.Transfer.ToUnit, Turn(find(request.Transfer.Name), CaseState.Transferred, CaseState.Registered).Unit);
                break;
            case SubmitCasesRequest.RequestOneofCase.AcceptTransfer:
                Turn(find(request.AcceptTransfer.Name), CaseState.Registered, CaseState.Transferred);
                break;
            case SubmitCasesRequest.RequestOneofCase.RefuseTransfer:
                Turn(find(request.RefuseTransfer.Name), CaseState.Registered, CaseState.Transferred);
                break;
            case SubmitCasesRequest.RequestOneofCase.AddSuspect:
                Open(find(request.AddSuspect.Name)).Suspects.Add(request.AddSuspect.Suspect);
                break;
            case SubmitCasesRequest.RequestOneofCase.IssueWarrant:
                var issued = Open(find(request.IssueWarrant.Name));
                Assert.True(request.IssueWarrant.Warrant.SuspectId.Length == 0 || issued.Suspects.Count == 1, issued.Name);
                issued.Warrants.Add(request.IssueWarrant.Warrant);
                break;
            case SubmitCasesRequest.RequestOneofCase.ExecuteWarrant:
                Assert.Contains(Open(find(request.ExecuteWarrant.Name)).Warrants, warrant => warrant.Id == request.ExecuteWarrant.WarrantId);
                break;
            case SubmitCasesRequest.RequestOneofCase.Void:
                find(request.Void.Name).State = CaseState.Void;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(request));
        }
    }

    public static Case Reported(CaseReport report) => new()
    {
        State = CaseState.Reported,
        Unit = report.Unit,
        Area = report.Area,
        PrincipalOffence = report.PrincipalOffence,
        OtherOffences = { report.OtherOffences },
    };

    private static Case Open(Case file)
    {
        Assert.False(file.State is CaseState.Closed or CaseState.Void, $"{file.State} cases take no arrests.");
        return file;
    }

    private static Case Turn(Case file, CaseState to, params CaseState[] from)
    {
        Assert.Contains(file.State, from);
        file.State = to;
        return file;
    }
}
