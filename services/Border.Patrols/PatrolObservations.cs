using Border.Patrols.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Border.Type.V1;

namespace Border.Patrols;

/// <summary>What a patrol has seen. Nothing of it is ever taken away.</summary>
internal static class PatrolObservations
{
    private const int MaxObservations = 1000;
    private const int MaxAttachments = 20;
    private const int MaxAttachmentsInAll = 1000;

    private static readonly string[] Amendable = ["category", "severity", "observe_time", "position", "note"];

    /// <param name="sent">With its attachments as they are kept.</param>
    public static void Add(Patrol record, Observation sent)
    {
        if (record.Observations.Any(observation => observation.Id == sent.Id))
            throw Refusals.RecordExists(NameOf(record, sent.Id));
        if (record.Observations.Count == MaxObservations)
            throw Refusals.RuleBroken($"A patrol holds at most {MaxObservations} observations.");
        var added = new Observation
        {
            Id = sent.Id,
            Category = sent.Category,
            Severity = sent.Severity,
            ObserveTime = sent.ObserveTime,
            Position = sent.Position,
            Note = sent.Note,
            FormVersion = sent.FormVersion,
        };
        DemandNote(added);
        if (sent.Attachments.DistinctBy(attachment => attachment.Id).Count() < sent.Attachments.Count)
            throw Refusals.InvalidField("observation.attachments", "must have ids that differ");
        record.Observations.Add(added);
        foreach (var attachment in sent.Attachments)
            Attach(record, added, attachment);
    }

    public static void Amend(Patrol record, AmendObservationRequest request)
    {
        var standing = Standing(record, request.ObservationId, "amended");
        Amendment.Apply(request.UpdateMask, Amendable, request.Observation, standing);
        DemandNote(standing);
    }

    public static void Void(Patrol record, VoidObservationRequest request)
    {
        var standing = Standing(record, request.ObservationId, "voided");
        standing.IsVoid = true;
        standing.VoidReason = request.Reason;
    }

    /// <param name="attachment">As it is kept.</param>
    public static void Attach(Patrol record, string observationId, Attachment attachment) =>
        Attach(record, Standing(record, observationId, "given an attachment"), attachment);

    private static void Attach(Patrol record, Observation observation, Attachment attachment)
    {
        if (observation.Attachments.Any(other => other.Id == attachment.Id))
            throw Refusals.RecordExists($"{NameOf(record, observation.Id)}/attachments/{attachment.Id}");
        if (observation.Attachments.Count == MaxAttachments)
            throw Refusals.RuleBroken($"An observation has at most {MaxAttachments} attachments.");
        if (record.Observations.Sum(other => other.Attachments.Count) == MaxAttachmentsInAll)
            throw Refusals.RuleBroken($"The observations of a patrol have at most {MaxAttachmentsInAll} attachments together.");
        observation.Attachments.Add(attachment);
    }

    private static Observation Standing(Patrol record, string id, string verb)
    {
        var found = record.Observations.FirstOrDefault(observation => observation.Id == id) ?? throw Refusals.NotFound(NameOf(record, id));
        return found.IsVoid ? throw Refusals.WrongState(NameOf(record, id), "void", verb) : found;
    }

    private static void DemandNote(Observation observation)
    {
        if (observation.Category == ObservationCategory.Other && string.IsNullOrWhiteSpace(observation.Note))
            throw Refusals.InvalidField("observation.note", "must say what was seen when the category is OTHER");
    }

    private static string NameOf(Patrol record, string id) => $"{record.Name}/observations/{id}";
}
