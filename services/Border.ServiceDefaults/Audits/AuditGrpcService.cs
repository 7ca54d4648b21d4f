using Border.Audit.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Border.ServiceDefaults.Audits;

/// <summary>The audit logs of every service of the process.</summary>
internal sealed class AuditGrpcService(IEnumerable<RecordSource> sources, AuditWitness witness) : AuditService.AuditServiceBase
{
    private const int DefaultEntries = 50;

    private readonly Dictionary<string, RecordSource> _sources = sources.ToDictionary(source => source.Service, StringComparer.Ordinal);

    public override async Task<ListEntriesResponse> ListEntries(ListEntriesRequest request, ServerCallContext context)
    {
        var source = Find(request.Service);
        var size = request.PageSize == 0 ? DefaultEntries : request.PageSize;
        var entries = await source.Store.AuditAsync(
            new(request.AfterSequence, size + 1, Given(request.Record), Given(request.Actor), TimeOf(request.FromTime), TimeOf(request.BeforeTime)),
            context.CancellationToken);
        return new() { Entries = { entries.Take(size).Select(AuditReader.ToMessage) }, HasMore = entries.Count > size };
    }

    public override async Task ExportEntries(ExportEntriesRequest request, IServerStreamWriter<ExportEntriesResponse> responseStream, ServerCallContext context)
    {
        var (log, ct) = (Find(request.Service).Store, context.CancellationToken);
        var (checkpoints, head) = await AuditReader.CheckpointsAndHeadAsync(log, ct);
        foreach (var part in checkpoints.Chunk(DefaultEntries))
            await responseStream.WriteAsync(new() { Checkpoints = { part.Select(AuditReader.ToMessage) } }, ct);
        await foreach (var entries in AuditReader.PagesAsync(log, head.Sequence, ct))
            await responseStream.WriteAsync(new() { Entries = { entries.Select(AuditReader.ToMessage) } }, ct);
        await responseStream.WriteAsync(new() { End = AuditReader.ToMessage(head) }, ct);
    }

    public override async Task<Checkpoint> GetCheckpoint(GetCheckpointRequest request, ServerCallContext context) =>
        AuditReader.ToMessage(await witness.TakeAsync(Find(request.Service), context.CancellationToken));

    public override Task<VerifyChainResponse> VerifyChain(VerifyChainRequest request, ServerCallContext context) => AuditReader.VerifyAsync(
        Find(request.Service).Store, request.Service, request.Witnessed.Select(AuditReader.FromMessage), context.CancellationToken);

    private RecordSource Find(string service)
    {
        var source = _sources.GetValueOrDefault(service) ?? throw Refusals.NotFound($"service {service} with an audit log");
        AuditTrail.Saw(source.Store, $"audit/{service}");
        return source;
    }

    private static string? Given(string text) => text.Length == 0 ? null : text;

    private static DateTimeOffset? TimeOf(Timestamp? time) => time?.ToDateTimeOffset();
}
