using Border.Cases.Turns;
using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cases.Work;

/// <summary>An item of evidence in a case and what may be done with it: it is added and withdrawn, and that is all.</summary>
internal sealed class EvidenceFile(CaseEvidence item, Case record)
{
    private const string Exhibits = "exhibits";

    /// <summary>From what the officer sent; whatever only the server sets is dropped.</summary>
    public static CaseEvidence Add(string name, CaseEvidence sent, Case record, string actor)
    {
        CaseVerb.AddEvidence.Require(record);
        List<FieldViolation> violations = [.. Violations(sent).Select(fault => new FieldViolation { Field = $"evidence.{fault.Field}", Description = fault.Text })];
        if (violations.Count > 0)
            throw Refusals.InvalidFields(violations);
        return new CaseEvidence
        {
            Name = name,
            Case = record.Name,
            Kind = sent.Kind,
            ObtainTime = sent.ObtainTime,
            Description = sent.Description,
            Attachments = { sent.Attachments },
            Exhibit = sent.Exhibit,
            Author = actor,
        };
    }

    public void Withdraw(string reason, string actor, DateTimeOffset time)
    {
        CaseVerb.WithdrawEvidence.Require(record);
        if (item.Withdrawn)
            throw Refusals.WrongState(item.Name, "withdrawn", "withdrawn again");
        (item.Withdrawn, item.WithdrawReason, item.Withdrawer) = (true, reason, actor);
        item.WithdrawTime = Timestamp.FromDateTimeOffset(time);
    }

    private static IEnumerable<(string Field, string Text)> Violations(CaseEvidence sent)
    {
        if (sent.Description is null)
            yield return ("description", "is required");
        if (sent.Attachments.Count == 0 && sent.Exhibit.Length == 0)
            yield return ("attachments", "is required for what is not an exhibit");
        if (sent.Attachments.GroupBy(attachment => attachment.Id).Any(same => same.Count() > 1))
            yield return ("attachments", "has an id twice");
        if (sent.Exhibit.Length > 0 && RecordNames.CollectionOf(sent.Exhibit) != Exhibits)
            yield return ("exhibit", "is not the name of an exhibit");
    }
}
