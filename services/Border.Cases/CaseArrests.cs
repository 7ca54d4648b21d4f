using Border.Cases.V1;
using Border.ServiceDefaults.Errors;

namespace Border.Cases;

/// <summary>The arrests of a case.</summary>
internal sealed class CaseArrests(Case record)
{
    private const int MaxArrests = 1000;

    public void Record(Arrest sent)
    {
        CaseVerb.RecordArrest.Require(record);
        if (record.Arrests.Any(arrest => arrest.Id == sent.Id))
            throw Refusals.RecordExists($"{record.Name}/arrests/{sent.Id}");
        if (record.Arrests.Count == MaxArrests)
            throw Refusals.RuleBroken($"A case holds at most {MaxArrests} arrests.");
        var arrest = sent.Clone();
        (arrest.Withdrawn, arrest.WithdrawReason) = (false, "");
        record.Arrests.Add(arrest);
    }

    public void Withdraw(string id, string reason)
    {
        CaseVerb.WithdrawArrest.Require(record);
        var arrest = record.Arrests.FirstOrDefault(arrest => arrest.Id == id) ?? throw Refusals.NotFound($"{record.Name}/arrests/{id}");
        if (arrest.Withdrawn)
            throw Refusals.WrongState($"{record.Name}/arrests/{id}", "withdrawn", "withdrawn again");
        (arrest.Withdrawn, arrest.WithdrawReason) = (true, reason);
    }
}
