using Border.Patrols.V1;
using Border.ServiceDefaults.Attachments;
using Border.ServiceDefaults.Records;

namespace Border.Patrols;

/// <summary>Attachments are read by those who see a patrol with an observation that has them, until it is erased.</summary>
internal sealed class PatrolAttachments(RecordStore<Patrol> patrols) : IAttachmentReaders
{
    private const int PageSize = 50;
    private const string PlanTime = "plan_time";

    public string Service => PatrolRegister.Collection;

    public IReadOnlyList<NamingKind> Kinds => [new(PatrolRegister.Kind, PlanTime)];

    public async Task<bool> MayReadAsync(string sha256, string actor, CancellationToken ct)
    {
        var filters = new RecordFilters().Lookup(AttachmentFiles.Key, sha256).All;
        await foreach (var patrol in patrols.EachAsync(filters, new(PlanTime, Descending: true), PageSize, ct))
        {
            if (PatrolRegister.Kind.IsForCaller && PatrolRegister.Kind.IsInSight(patrol) && !RecordSession.IsErased(patrol))
                return true;
        }

        return false;
    }
}
