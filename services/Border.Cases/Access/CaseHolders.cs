using Border.Cases.Turns;
using Border.Cases.V1;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Errors;

namespace Border.Cases.Access;

/// <summary>Who works on a case, and who may know of it.</summary>
internal sealed class CaseHolders(Case record)
{
    /// <param name="assignee">Empty for nobody.</param>
    public void Assign(string assignee)
    {
        CaseVerb.Assign.Require(record);
        if (assignee.Length > 0)
            RequireEntitled(assignee, "assignee");
        record.Assignee = assignee;
    }

    public void Restrict(IReadOnlyCollection<string> actors, string actor)
    {
        CaseVerb.Restrict.Require(record);
        if (actors.FirstOrDefault(other => Actor.TryParse(other) is null) is not null)
            throw Refusals.InvalidField("need_to_know", "names an actor by other than 1 to 128 printable ASCII characters");
        if (!actors.Contains(actor))
            throw Refusals.RuleBroken("Whoever restricts a case is among those who may know of it.");
        if (record.Assignee.Length > 0 && !actors.Contains(record.Assignee))
            throw Refusals.RuleBroken("The actor to whom the case is assigned is among those who may know of it.");
        record.NeedToKnow.Clear();
        record.NeedToKnow.Add(actors.Distinct());
    }

    public void Lift()
    {
        CaseVerb.Restrict.Require(record);
        if (record.NeedToKnow.Count == 0)
            throw Refusals.RuleBroken($"{record.Name} is not restricted.");
        record.NeedToKnow.Clear();
    }

    /// <summary>Nobody is given work on a case that they may not know of.</summary>
    public void RequireEntitled(string assignee, string field)
    {
        if (Actor.TryParse(assignee) is null)
            throw Refusals.InvalidField(field, "is not an actor: 1 to 128 printable ASCII characters");
        if (!CaseAccess.MayKnow(record, assignee))
            throw Refusals.RuleBroken("The case is restricted, and this actor may not know of it.");
    }
}
