using Border.Patrols.V1;

namespace Border.Station.Tests.Demo;

/// <summary>What the verbs do to a patrol, and in which states they may.</summary>
internal static class PatrolVerbs
{
    public static void Apply(SubmitPatrolsRequest request, Func<string, Patrol> find)
    {
        switch (request.RequestCase)
        {
            case SubmitPatrolsRequest.RequestOneofCase.Start:
                Turn(find(request.Start.Name), PatrolState.UnderWay, PatrolState.Planned).StartTime = request.Start.StartTime;
                break;
            case SubmitPatrolsRequest.RequestOneofCase.Pause:
                Turn(find(request.Pause.Name), PatrolState.Paused, PatrolState.UnderWay);
                break;
            case SubmitPatrolsRequest.RequestOneofCase.Resume:
                Turn(find(request.Resume.Name), PatrolState.UnderWay, PatrolState.Paused);
                break;
            case SubmitPatrolsRequest.RequestOneofCase.ChangeLeg:
                Turn(find(request.ChangeLeg.Name), PatrolState.UnderWay, PatrolState.UnderWay);
                break;
            case SubmitPatrolsRequest.RequestOneofCase.AddObservation:
                Assert.NotEqual(PatrolState.Planned, find(request.AddObservation.Name).State);
                break;
            case SubmitPatrolsRequest.RequestOneofCase.End:
                Turn(find(request.End.Name), PatrolState.Ended, PatrolState.UnderWay).EndTime = request.End.EndTime;
                break;
            case SubmitPatrolsRequest.RequestOneofCase.Cancel:
                Turn(find(request.Cancel.Name), PatrolState.Cancelled, PatrolState.Planned);
                break;
            case SubmitPatrolsRequest.RequestOneofCase.AppendTrack:
                Assert.Equal(PatrolState.Ended, find(request.AppendTrack.Name).State);
                break;
            case SubmitPatrolsRequest.RequestOneofCase.Amend:
                request.Amend.UpdateMask.Merge(request.Amend.Patrol, find(request.Amend.Patrol.Name), DemoBooks.Replace);
                break;
            case SubmitPatrolsRequest.RequestOneofCase.Void:
                find(request.Void.Name).State = PatrolState.Void;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(request));
        }
    }

    private static Patrol Turn(Patrol patrol, PatrolState to, PatrolState from)
    {
        Assert.Equal(from, patrol.State);
        patrol.State = to;
        return patrol;
    }
}
