using Border.Cases.Suspects;
using Border.Cases.Turns;
using Border.Cases.V1;
using Border.ServiceDefaults.Errors;

namespace Border.Cases.Links;

/// <summary>The split of part of a case into a new one. Suspects go over with their arrests and warrants.</summary>
internal sealed class CaseSplit(Case source)
{
    public Case Split(SplitCaseRequest request, string name)
    {
        CaseVerb.Split.Require(source);
        if (name == source.Name)
            throw Refusals.RecordExists(name);
        if (request.SplitTime < source.RegisterTime)
            throw Refusals.RuleBroken("A case cannot be split before the time at which it was registered.");
        var part = new Case
        {
            Name = name,
            State = CaseState.Registered,
            Unit = source.Unit,
            Area = source.Area,
            RegisterTime = request.SplitTime,
            Particulars = request.Particulars,
            SplitFrom = source.Name,
            NeedToKnow = { source.NeedToKnow },
            Turns = { new CaseTurn { State = CaseState.Registered, TurnTime = request.SplitTime, Reason = request.Reason } },
        };
        MoveOffences(request, part);
        foreach (var id in request.SuspectIds.Distinct())
            MoveSuspect(id, part);
        foreach (var id in request.ArrestIds.Distinct())
            MoveArrest(id, part);
        source.SplitCases.Add(name);
        return part;
    }

    private void MoveOffences(SplitCaseRequest request, Case part)
    {
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var offence in request.OtherOffences.Prepend(request.PrincipalOffence))
        {
            if (!given.Add(offence) || (offence != source.PrincipalOffence && !source.OtherOffences.Remove(offence)))
                throw Refusals.RuleBroken($"{source.Name} has no offence {offence} to give, or it is named twice.");
        }

        part.PrincipalOffence = request.PrincipalOffence;
        part.OtherOffences.Add(request.OtherOffences);
    }

    private void MoveSuspect(string id, Case part)
    {
        var suspect = new CaseSuspects(source).RequireSuspected(id);
        source.Suspects.Remove(suspect);
        suspect.Origin = CaseParts.OriginOf(source, suspect);
        part.Suspects.Add(suspect);
        foreach (var warrant in source.Warrants.Where(warrant => warrant.SuspectId == id).ToList())
        {
            source.Warrants.Remove(warrant);
            part.Warrants.Add(warrant);
        }

        foreach (var arrest in source.Arrests.Where(arrest => arrest.SuspectId == id).ToList())
            Move(arrest, part);
    }

    private void MoveArrest(string id, Case part)
    {
        if (part.Arrests.Any(arrest => arrest.Id == id))
            return;
        var arrest = source.Arrests.FirstOrDefault(arrest => arrest.Id == id && !arrest.Withdrawn)
            ?? throw Refusals.NotFound($"{source.Name}/arrests/{id}");
        if (arrest.SuspectId.Length > 0)
            throw Refusals.RuleBroken("An arrest of a suspect of the case goes over with the suspect, or stays.");
        Move(arrest, part);
    }

    private void Move(Arrest arrest, Case part)
    {
        source.Arrests.Remove(arrest);
        arrest.Origin = $"{source.Name}/arrests/{arrest.Id}";
        part.Arrests.Add(arrest);
    }
}
