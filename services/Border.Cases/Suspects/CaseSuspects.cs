using Border.Cases.Turns;
using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;

namespace Border.Cases.Suspects;

/// <summary>Who is suspected in a case, and what became of them in court.</summary>
internal sealed class CaseSuspects(Case record)
{
    public const int Max = 1000;

    public const string Persons = "persons";

    public CaseSuspect Add(CaseSuspect sent)
    {
        CaseVerb.ChangeSuspects.Require(record);
        if (record.Suspects.Any(suspect => suspect.Id == sent.Id))
            throw Refusals.RecordExists(NameOf(sent.Id));
        if (record.Suspects.Count == Max)
            throw Refusals.RuleBroken($"A case holds at most {Max} suspects.");
        if (sent.Person.Length > 0)
            RequireNewPerson(sent.Id, sent.Person);
        var suspect = new CaseSuspect { Id = sent.Id, Person = sent.Person, StatedName = sent.StatedName, Description = sent.Description };
        record.Suspects.Add(suspect);
        return suspect;
    }

    /// <summary>Also when another person was thought to be the suspect: the history keeps who.</summary>
    public CaseSuspect Identify(string id, string person, string statedName)
    {
        CaseVerb.ChangeSuspects.Require(record);
        var suspect = RequireSuspected(id);
        if (suspect.EraseTime is not null)
            throw Refusals.WrongState(NameOf(id), "erased", "identified");
        RequireNewPerson(id, person);
        if (suspect.Person.Length > 0 && suspect.Person != person && !suspect.FormerPersons.Contains(suspect.Person))
            suspect.FormerPersons.Add(suspect.Person);
        suspect.Person = person;
        suspect.StatedName = statedName.Length > 0 ? statedName : suspect.StatedName;
        return suspect;
    }

    public CaseSuspect Remove(string id, string reason)
    {
        CaseVerb.ChangeSuspects.Require(record);
        var suspect = RequireSuspected(id);
        if (record.Arrests.Any(arrest => arrest.SuspectId == id && !arrest.Withdrawn))
            throw Refusals.RuleBroken("A suspect with a standing arrest cannot be removed. Withdraw the arrest first.");
        if (record.Warrants.Any(warrant => warrant.SuspectId == id && warrant.State == WarrantState.Outstanding))
            throw Refusals.RuleBroken("A suspect with an outstanding warrant cannot be removed. Withdraw the warrant first.");
        (suspect.Removed, suspect.RemoveReason) = (true, reason);
        return suspect;
    }

    /// <param name="id">Empty for the outcome of the whole case.</param>
    public void Decide(string id, CourtOutcome outcome)
    {
        CaseVerb.RecordOutcome.Require(record);
        if (record.State == CaseState.Closed && record.Turns.All(turn => turn.State != CaseState.Referred))
            throw Refusals.WrongState(record.Name, "closed without having been referred", CaseVerb.RecordOutcome.Done);
        if (outcome.DecideTime < record.RegisterTime)
            throw Refusals.RuleBroken("A court cannot have decided before the case was registered.");
        if (id.Length == 0)
            record.Outcome = outcome.Clone();
        else
            RequireSuspected(id).Outcome = outcome.Clone();
    }

    public CaseSuspect RequireSuspected(string id)
    {
        var suspect = record.Suspects.FirstOrDefault(suspect => suspect.Id == id) ?? throw Refusals.NotFound(NameOf(id));
        return suspect.Removed ? throw Refusals.WrongState(NameOf(id), "removed", "used any more") : suspect;
    }

    private void RequireNewPerson(string id, string person)
    {
        if (RecordNames.CollectionOf(person) != Persons)
            throw Refusals.RuleBroken("A suspect is a person of the collection persons, or not known.");
        if (record.Suspects.Any(suspect => suspect.Id != id && suspect.Person == person && !suspect.Removed))
            throw Refusals.RuleBroken("A person is a suspect of a case once.");
    }

    private string NameOf(string id) => $"{record.Name}/suspects/{id}";
}
