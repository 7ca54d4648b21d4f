using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Border.ServiceDefaults.Audits;
using Border.ServiceDefaults.Errors;
using Border.Statistics.V1;
using Border.Storage;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Statistics.Reference;

/// <summary>Adds areas, and renames those that are known already: all of an import or nothing.</summary>
internal sealed class AreaRegister([FromKeyedServices(FeedNames.Statistics)] IDocumentStore store, TimeProvider clock)
{
    /// <summary>What each import did, which is the answer to it and to its retries.</summary>
    private const string Imports = "area_imports";

    private const int MaxRaces = 10;

    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    public async Task<ImportAreasResponse> ImportAsync(ImportAreasRequest request, string actor, CancellationToken ct)
    {
        Check(request);
        for (var race = 0; ; race++)
        {
            var (unit, response) = await UnitAsync(request, actor, ct);
            switch (await store.CommitAsync(unit, ct))
            {
                case CommitOutcome.Committed:
                    return response;
                case CommitOutcome.Replayed replayed:
                    return await AnswerAsync(replayed.Receipt, ct);
                case CommitOutcome.RequestIdReused:
                    throw Refusals.RequestIdReused(request.RequestId);
                case CommitOutcome.Conflict conflict when race == MaxRaces:
                    throw Refusals.StaleEtag(conflict.Name, conflict.ActualVersion.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        }
    }

    private static void Check(ImportAreasRequest request)
    {
        var faults = request.Areas.Select((area, index) => (area, index))
            .GroupBy(entry => entry.area.Code).SelectMany(code => code.Skip(1))
            .Select(entry => new FieldViolation { Field = $"areas[{entry.index}].code", Description = "was given before" })
            .ToList();
        if (faults.Count > 0)
            throw Refusals.InvalidFields(faults);
    }

    private async Task<(CommitUnit Unit, ImportAreasResponse Response)> UnitAsync(
        ImportAreasRequest request, string actor, CancellationToken ct)
    {
        var standing = new Dictionary<string, StoredDocument>(StringComparer.Ordinal);
        await store.SnapshotAsync(
            [ReferenceCatalogue.Areas], (_, document) => Task.FromResult(standing[document.Name] = document), ct);
        var response = new ImportAreasResponse();
        List<DocumentWrite> writes = [];
        List<EventDraft> events = [];
        foreach (var area in request.Areas)
        {
            var document = standing.GetValueOrDefault(NameOf(area));
            if (Counted(response, area, document))
                continue;
            var version = document?.Version ?? 0;
            writes.Add(new(ReferenceCatalogue.Areas, NameOf(area), version, JsonFormatter.Default.Format(area), []));
            events.Add(new(NameOf(area), version + 1, "imported", Any.Pack(area).ToByteArray()));
        }

        var import = $"{Imports}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.RequestId)))}";
        writes.Add(new(Imports, import, 0, JsonFormatter.Default.Format(response), []));
        return (Unit(request, actor, import, writes, events), response);
    }

    private CommitUnit Unit(
        ImportAreasRequest request, string actor, string import, List<DocumentWrite> writes, List<EventDraft> events) => new()
        {
            RequestId = request.RequestId,
            ContentHash = SHA256.HashData(request.ToByteArray()),
            Collection = Imports,
            Record = import,
            Writes = writes,
            Events = events,
            Actor = actor,
            Audit = AuditTrail.NoteOf(request, [import]),
            Time = Micros.ToTime(Micros.From(clock.GetUtcNow())),
            TraceParent = Activity.Current?.Id ?? "",
        };

    /// <returns>Whether the area is known just so.</returns>
    private static bool Counted(ImportAreasResponse response, Area area, StoredDocument? document)
    {
        var isSame = document is not null && Parser.Parse<Area>(document.Body).Equals(area);
        if (isSame)
            response.UnchangedCount++;
        else if (document is null)
            response.CreatedCount++;
        else
            response.ChangedCount++;
        return isSame;
    }

    private async Task<ImportAreasResponse> AnswerAsync(Receipt receipt, CancellationToken ct)
    {
        var document = await store.FindVersionAsync(receipt.Collection, receipt.Record, receipt.Version, ct);
        return Parser.Parse<ImportAreasResponse>(document!.Body);
    }

    private static string NameOf(Area area) => $"{ReferenceCatalogue.Areas}/{area.Code}";
}
