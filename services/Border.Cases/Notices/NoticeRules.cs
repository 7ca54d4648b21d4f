using Border.Cases.Links;
using Border.Cases.V1;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cases.Notices;

/// <summary>What must hold in a notice by itself, beyond the limits that the contract states on its fields.</summary>
internal static class NoticeRules
{
    /// <exception cref="RefusalException">INVALID_FIELDS with every field at fault.</exception>
    public static void Require(Notice notice, string actor)
    {
        List<FieldViolation> violations = [.. Violations(notice).Select(fault => new FieldViolation { Field = $"notice.{fault.Field}", Description = fault.Text })];
        if (violations.Count > 0)
            throw Refusals.InvalidFields(violations);
        if (!NoticeKind.MayKnow(notice, actor))
            throw Refusals.RuleBroken("Whoever keeps a notice from others is among those who may know of it.");
    }

    public static void RequireDeadlinesAfter(Notice notice, Timestamp time)
    {
        if (notice.AcknowledgeBy is { } acknowledge && acknowledge < time)
            throw Refusals.RuleBroken("The acknowledgement of a notice is not due before the notice is sent or received.");
        if (notice.ReplyBy is { } reply && reply < time)
            throw Refusals.RuleBroken("The reply to a notice is not due before the notice is sent or received.");
    }

    private static IEnumerable<(string Field, string Text)> Violations(Notice notice)
    {
        if (notice.Content is null)
            yield return ("content", "is required");
        if (notice.Direction == NoticeDirection.Incoming && notice.ReceiveTime is null)
            yield return ("receive_time", "is required");
        if (CountryFault(notice.Counterpart) is { } country)
            yield return ("counterpart.country", country);
        if (ReadersFault(notice) is { } readers)
            yield return ("need_to_know", readers);
        if (notice.Records.Any(record => !CaseLinks.MayLinkTo(record)))
            yield return ("records", $"may name records of {string.Join(", ", CaseLinks.Collections)}");
        if (HasTwice(notice.Records))
            yield return ("records", "names a record twice");
        if (HasTwice(notice.Attachments.Select(attachment => attachment.Id)))
            yield return ("attachments", "has an id twice");
        if (notice.ReplyTo == notice.Name || (notice.ReplyTo.Length > 0 && RecordNames.CollectionOf(notice.ReplyTo) != NoticeKind.Collection))
            yield return ("reply_to", "is not the name of another notice");
    }

    private static string? CountryFault(NoticeCounterpart counterpart) => (counterpart.Kind, counterpart.Country.Length) switch
    {
        (CounterpartKind.NeighbouringState, 0) => "is required for a neighbouring state",
        (CounterpartKind.NeighbouringState, _) or (_, 0) => null,
        _ => "is only for a neighbouring state",
    };

    private static string? ReadersFault(Notice notice) => (notice.Classification, notice.NeedToKnow.Count) switch
    {
        (NoticeClassification.Routine, > 0) => "must be empty for a routine notice",
        (not NoticeClassification.Routine, 0) => "is required for a notice that is not routine",
        _ when notice.NeedToKnow.Any(actor => Actor.TryParse(actor) is null) => "names an actor by other than 1 to 128 printable ASCII characters",
        _ => null,
    };

    private static bool HasTwice(IEnumerable<string> values) => values.GroupBy(value => value).Any(same => same.Count() > 1);
}
