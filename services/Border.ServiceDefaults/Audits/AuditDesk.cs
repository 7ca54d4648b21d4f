using Border.Audits;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Border.ServiceDefaults.Audits;

/// <summary>
/// Enters calls that no commit entered: reads, and what was refused. An entry is in the log for good before the caller is answered; when it
/// cannot be written, the call fails.
/// </summary>
public sealed class AuditDesk(IServiceProvider services, TimeProvider clock)
{
    /// <summary>The most records of one entry; more make more entries.</summary>
    internal const int MaxRecords = 1000;

    private const string ReasonPrefix = "ERROR_REASON_";

    /// <summary>Whether a refusal is entered: one that tells who may do what, or what there is. What is badly formed or comes too late is not.</summary>
    internal static bool IsEntered(RefusalException refusal) =>
        refusal.Code is StatusCode.PermissionDenied or StatusCode.NotFound or StatusCode.FailedPrecondition;

    /// <summary>Enters the call under way, with the record that it is about, before it does what no commit of documents enters; whether or not its caller waits.</summary>
    public async Task EnterAheadAsync(IDocumentStore store, string record)
    {
        if (AuditTrail.Current is not { IsEntered: false } trail)
            return;
        AuditTrail.Saw(store, record);
        await EnterAsync(trail, AuditNote.Done, CancellationToken.None);
        AuditTrail.Entered();
    }

    internal Task EnterAsync(AuditTrail trail, string outcome, CancellationToken ct) =>
        EnterAsync(trail, trail.Call.Method, trail.Call.Action, outcome, "", ct);

    /// <summary>Enters what the call has told of so far, with an entry for each service whose records it is about.</summary>
    internal async Task EnterAsync(AuditTrail trail, string method, AuditAction action, string outcome, string requestId, CancellationToken ct)
    {
        var seen = trail.TakeSeen();
        var notes = new List<Task>();
        foreach (var records in seen)
            notes.AddRange(records.Chunk(MaxRecords).Select(part => CommitAsync(records.Key, part)));
        if (notes.Count == 0 && HomeOf(method) is { } home)
            notes.Add(CommitAsync(home, trail.Call.Asked));
        await Task.WhenAll(notes);

        Task CommitAsync(IDocumentStore store, IReadOnlyList<string> records) => store.CommitAsync(
            CommitUnit.Note(trail.Call.Actor, clock.GetUtcNow(), trail.Call.Note(method, action, records, outcome), requestId), ct);
    }

    /// <summary>The reason in a word: <c>not_permitted</c>.</summary>
    internal static string OutcomeOf(RefusalException refusal) => RichStatus.NameOf(refusal.Reason)[ReasonPrefix.Length..].ToLowerInvariant();

    // A call that is about no record is entered where its own service keeps its records, or else where the process keeps any.
    // The stores are asked for each time: opening one fails while its database is away.
    private IDocumentStore? HomeOf(string method)
    {
        RecordSource[] sources = [.. services.GetServices<RecordSource>()];
        return (sources.FirstOrDefault(source => method.StartsWith($"border.{source.Service}.", StringComparison.Ordinal)) ?? sources.FirstOrDefault())?.Store;
    }
}
