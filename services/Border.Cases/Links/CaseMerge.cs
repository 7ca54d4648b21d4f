using System.Globalization;
using Border.Cases.Suspects;
using Border.Cases.Turns;
using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Google.Protobuf.Collections;

namespace Border.Cases.Links;

/// <summary>
/// The merge of a duplicate into the case that survives. What stands in the duplicate is copied; its own copies count nowhere,
/// since a merged case does not, so that each arrest counts once.
/// </summary>
internal sealed class CaseMerge(Case survivor, Case duplicate)
{
    private const int MaxIdLength = 63;
    private const int MaxOtherOffences = 20;

    private readonly Dictionary<string, string> _suspects = [];
    private readonly Dictionary<string, string> _warrants = [];

    public void Merge(MergeCasesRequest request)
    {
        if (survivor.Name == duplicate.Name)
            throw Refusals.RuleBroken("A case is not merged into itself.");
        CaseVerb.TakeIn.Require(survivor);
        CaseVerb.Merge.Require(duplicate);
        if (request.MergeTime < survivor.RegisterTime)
            throw Refusals.RuleBroken("Cases cannot be merged before they were registered.");
        if (!survivor.NeedToKnow.ToHashSet().SetEquals(duplicate.NeedToKnow))
            throw Refusals.RuleBroken("Cases are merged when the same people may know of both. Restrict them alike first.");
        if (request.SameArrestIds.FirstOrDefault(id => !duplicate.Arrests.Any(arrest => arrest.Id == id && !arrest.Withdrawn)) is { } unknown)
            throw Refusals.NotFound($"{duplicate.Name}/arrests/{unknown}");
        TakeOffences();
        TakeSuspects();
        TakeWarrants();
        TakeArrests(request.SameArrestIds);
        TakeLinks();
        survivor.MergedCases.Add(duplicate.Name);
        new CaseTurns(duplicate).Turn(CaseVerb.Merge, request.MergeTime, request.Reason);
        duplicate.MergedInto = survivor.Name;
    }

    private void TakeOffences()
    {
        foreach (var offence in duplicate.OtherOffences.Prepend(duplicate.PrincipalOffence))
        {
            if (offence != survivor.PrincipalOffence && !survivor.OtherOffences.Contains(offence))
                survivor.OtherOffences.Add(offence);
        }

        RequireRoom(survivor.OtherOffences.Count, MaxOtherOffences, "other offences");
    }

    private void TakeSuspects()
    {
        foreach (var suspect in duplicate.Suspects.Where(suspect => !suspect.Removed))
        {
            if (suspect.Person.Length > 0 && survivor.Suspects.FirstOrDefault(own => own.Person == suspect.Person && !own.Removed) is { } same)
            {
                _suspects.Add(suspect.Id, same.Id);
                same.Outcome ??= suspect.Outcome;
                continue;
            }

            var copy = suspect.Clone();
            copy.Origin = CaseParts.OriginOf(duplicate, suspect);
            copy.Id = Free(suspect.Id, survivor.Suspects.Select(own => own.Id));
            _suspects.Add(suspect.Id, copy.Id);
            survivor.Suspects.Add(copy);
        }

        RequireRoom(survivor.Suspects.Count, CaseSuspects.Max, "suspects");
    }

    private void TakeWarrants()
    {
        foreach (var warrant in duplicate.Warrants.Where(warrant => warrant.State != WarrantState.Withdrawn))
        {
            var copy = warrant.Clone();
            copy.Id = Free(warrant.Id, survivor.Warrants.Select(own => own.Id));
            copy.SuspectId = _suspects.GetValueOrDefault(warrant.SuspectId, "");
            _warrants.Add(warrant.Id, copy.Id);
            survivor.Warrants.Add(copy);
        }

        RequireRoom(survivor.Warrants.Count, CaseWarrants.Max, "warrants");
    }

    // They counted in the duplicate's area and unit, and do so still.
    private void TakeArrests(RepeatedField<string> same)
    {
        foreach (var arrest in duplicate.Arrests.Where(arrest => !arrest.Withdrawn && !same.Contains(arrest.Id)))
        {
            var copy = arrest.Clone();
            copy.Id = Free(arrest.Id, survivor.Arrests.Select(own => own.Id));
            copy.Area = arrest.Area.Length > 0 ? arrest.Area : duplicate.Area;
            copy.Unit = arrest.Unit.Length > 0 ? arrest.Unit : duplicate.Unit;
            copy.SuspectId = _suspects.GetValueOrDefault(arrest.SuspectId, "");
            copy.WarrantId = _warrants.GetValueOrDefault(arrest.WarrantId, "");
            copy.Origin = $"{duplicate.Name}/arrests/{arrest.Id}";
            survivor.Arrests.Add(copy);
        }

        RequireRoom(survivor.Arrests.Count, CaseArrests.Max, "arrests");
    }

    // A link to a case stands in that case too and names the duplicate there, whose record tells where it went.
    private void TakeLinks()
    {
        foreach (var link in duplicate.Links.Where(link => !CaseLinks.IsCase(link.Record)))
        {
            if (!survivor.Links.Any(own => own.Record == link.Record))
                survivor.Links.Add(link.Clone());
        }

        RequireRoom(survivor.Links.Count, CaseLinks.Max, "links");
    }

    private static void RequireRoom(int count, int max, string what)
    {
        if (count > max)
            throw Refusals.RuleBroken($"The cases have more than {max} {what} together.");
    }

    private static string Free(string id, IEnumerable<string> taken)
    {
        var used = taken.ToHashSet(StringComparer.Ordinal);
        var free = id;
        for (var next = 2; used.Contains(free); next++)
        {
            var suffix = string.Create(CultureInfo.InvariantCulture, $"-{next}");
            free = id[..Math.Min(id.Length, MaxIdLength - suffix.Length)] + suffix;
        }

        return free;
    }
}
