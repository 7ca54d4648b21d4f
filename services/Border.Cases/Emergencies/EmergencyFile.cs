using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cases.Emergencies;

/// <summary>An access to a case that somebody took in an emergency, and that another person reviews.</summary>
internal sealed class EmergencyFile(EmergencyAccess access)
{
    public static EmergencyAccess Take(string name, Case record, string actor, string reason, DateTimeOffset time, CasesOptions options) => new()
    {
        Name = name,
        Case = record.Name,
        Area = record.Area,
        Actor = actor,
        Reason = reason,
        TakeTime = Timestamp.FromDateTimeOffset(time),
        ExpireTime = Timestamp.FromDateTimeOffset(time + options.EmergencyAccess),
        ReviewBy = Timestamp.FromDateTimeOffset(time + options.EmergencyReviewWithin),
    };

    public void Review(EmergencyFinding finding, string remark, string actor, DateTimeOffset time)
    {
        if (access.Finding != EmergencyFinding.Unspecified)
            throw Refusals.WrongState(access.Name, "reviewed", "reviewed again");
        if (actor == access.Actor)
            throw Refusals.RuleBroken("An emergency access is reviewed by another actor than the one who took it.");
        (access.Finding, access.Remark, access.Reviewer) = (finding, remark, actor);
        access.ReviewTime = Timestamp.FromDateTimeOffset(time);
        if (finding == EmergencyFinding.Unjustified && access.ExpireTime > access.ReviewTime)
            access.ExpireTime = access.ReviewTime;
    }
}
