using Border.Patrols.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;

namespace Border.Patrols;

/// <summary>What a patrol has seen. Nothing of it is ever taken away.</summary>
internal static class PatrolObservations
{
    private const int MaxObservations = 1000;

    private static readonly string[] Amendable = ["category", "severity", "observe_time", "position", "note"];

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
        };
        DemandNote(added);
        record.Observations.Add(added);
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
