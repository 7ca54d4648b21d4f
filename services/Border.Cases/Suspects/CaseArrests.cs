using Border.Cases.Turns;
using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cases.Suspects;

/// <summary>The arrests of a case.</summary>
internal sealed class CaseArrests(Case record)
{
    public const int Max = 1000;

    public Arrest Record(Arrest sent)
    {
        CaseVerb.RecordArrest.Require(record);
        if (record.Arrests.Any(arrest => arrest.Id == sent.Id))
            throw Refusals.RecordExists(NameOf(sent.Id));
        if (record.Arrests.Count == Max)
            throw Refusals.RuleBroken($"A case holds at most {Max} arrests.");
        var suspect = sent.SuspectId.Length > 0 ? new CaseSuspects(record).RequireSuspected(sent.SuspectId) : null;
        RequirePerson(sent.Suspect?.Person ?? "", suspect);
        if (sent.WarrantId.Length > 0)
            new CaseWarrants(record).ExecuteByArrest(sent);
        var arrest = sent.Clone();
        (arrest.Withdrawn, arrest.WithdrawReason, arrest.ReleaseTime, arrest.ReleaseReason) = (false, "", null, "");
        (arrest.Origin, arrest.EraseTime) = ("", null);
        record.Arrests.Add(arrest);
        return arrest;
    }

    public Arrest Withdraw(string id, string reason)
    {
        CaseVerb.WithdrawArrest.Require(record);
        var arrest = Standing(id, "withdrawn again");
        (arrest.Withdrawn, arrest.WithdrawReason) = (true, reason);
        return arrest;
    }

    public Arrest Release(string id, Timestamp time, string reason)
    {
        CaseVerb.Release.Require(record);
        var arrest = Standing(id, "followed by a release");
        if (arrest.ReleaseTime is not null)
            throw Refusals.WrongState(NameOf(id), "followed by a release", "followed by another");
        if (time < arrest.ArrestTime)
            throw Refusals.RuleBroken("A suspect cannot be released before the arrest.");
        (arrest.ReleaseTime, arrest.ReleaseReason) = (time, reason);
        return arrest;
    }

    // What is said of them is sealed under the key of that record too, and goes with it.
    private static void RequirePerson(string name, CaseSuspect? suspect)
    {
        if (name.Length == 0)
            return;
        if (!CaseParts.MayBeOf(name))
            throw Refusals.RuleBroken($"Whoever is arrested is of the collection {string.Join(" or ", CaseParts.Collections)}, or has no record.");
        if (suspect is not null && RecordNames.CollectionOf(name) == CaseSuspects.Persons && name != suspect.Person)
            throw Refusals.RuleBroken("An arrest of a suspect names no other person than the suspect does. Identify the suspect first.");
    }

    private Arrest Standing(string id, string verb)
    {
        var arrest = record.Arrests.FirstOrDefault(arrest => arrest.Id == id) ?? throw Refusals.NotFound(NameOf(id));
        return arrest.Withdrawn ? throw Refusals.WrongState(NameOf(id), "withdrawn", verb) : arrest;
    }

    private string NameOf(string id) => $"{record.Name}/arrests/{id}";
}
