using Border.Cases.Turns;
using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cases.Links;

/// <summary>The links of a case to other records.</summary>
internal sealed class CaseLinks(Case record)
{
    public const int Max = 500;

    public static readonly string[] Collections = ["cases", "interceptions", "patrols", "seizures"];

    public static bool MayLinkTo(string name) => Collections.Contains(RecordNames.CollectionOf(name));

    public static bool IsCase(string name) => RecordNames.CollectionOf(name) == CaseKind.Collection;

    public void Add(string target, LinkKind kind, string reason, DateTimeOffset time)
    {
        CaseVerb.Link.Require(record);
        if (!MayLinkTo(target))
            throw Refusals.RuleBroken($"A case is linked to records of {string.Join(", ", Collections)}.");
        if (target == record.Name)
            throw Refusals.RuleBroken("A case is not linked to itself.");
        if (IsCase(target) && kind is LinkKind.Origin or LinkKind.Evidence)
            throw Refusals.RuleBroken("Between cases a link says the same from both sides: no case is another's origin or evidence.");
        if (record.Links.Any(link => link.Record == target))
            throw Refusals.RuleBroken($"{record.Name} is linked to {target} already.");
        if (record.Links.Count == Max)
            throw Refusals.RuleBroken($"A case has at most {Max} links.");
        record.Links.Add(new CaseLink { Record = target, Kind = kind, Reason = reason, LinkTime = Timestamp.FromDateTimeOffset(time) });
    }

    public void Remove(string target)
    {
        CaseVerb.Link.Require(record);
        var link = record.Links.FirstOrDefault(link => link.Record == target) ?? throw Refusals.NotFound($"link of {record.Name} to {target}");
        record.Links.Remove(link);
    }
}
