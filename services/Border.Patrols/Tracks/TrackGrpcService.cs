using Border.Patrols.Boundaries;
using Border.Patrols.V1;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Bulk;
using Border.ServiceDefaults.Records;
using Border.Type.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Border.Patrols.Tracks;

internal sealed class TrackGrpcService(TrackRegister register, CoverageDesk coverage, BulkStream bulk) : TrackService.TrackServiceBase
{
    private const int PartBytes = 64 * 1024;

    public override Task AppendTrack(
        IAsyncStreamReader<AppendTrackRequest> requestStream, IServerStreamWriter<SubmissionReceipt> responseStream, ServerCallContext context)
    {
        var actor = context.Actor().Id;
        return bulk.RunAsync(requestStream, responseStream, request => request, RecordKeys.Of, HandleAsync, context);

        async Task<Accepted> HandleAsync(AppendTrackRequest request, CancellationToken ct)
        {
            var written = await register.AppendAsync(request, actor, ct);
            return new Accepted { Name = written.Name, Etag = written.Etag, FeedPosition = written.FeedPosition, Replayed = written.Replayed };
        }
    }

    public override async Task<Track> GetTrack(GetTrackRequest request, ServerCallContext context)
    {
        var track = await register.GetAsync(request.Name, context.CancellationToken);
        track.Coverage = request.WithCoverage ? await coverage.OfTrackAsync(track, context.CancellationToken) : null;
        return track;
    }

    public override Task<ListTracksResponse> ListTracks(ListTracksRequest request, ServerCallContext context) =>
        register.ListAsync(request, context.CancellationToken);

    public override async Task<Track> ImportGpx(ImportGpxRequest request, ServerCallContext context) =>
        (await register.ImportAsync(request, context.Actor().Id, context.CancellationToken)).Record;

    public override async Task ListTrackPoints(
        ListTrackPointsRequest request, IServerStreamWriter<ListTrackPointsResponse> responseStream, ServerCallContext context)
    {
        foreach (var (device, points) in await register.ReadAsync(request.Name, context.CancellationToken))
        {
            foreach (var part in points.Chunk(TrackKinds.ChunkPoints))
                await responseStream.WriteAsync(new() { Device = device, Points = { part } }, context.CancellationToken);
        }
    }

    public override async Task ExportTrack(
        ExportTrackRequest request, IServerStreamWriter<ExportTrackResponse> responseStream, ServerCallContext context)
    {
        var devices = await register.ReadAsync(request.Name, context.CancellationToken);
        using var file = new MemoryStream();
        if (request.Format == TrackFormat.Gpx)
            GpxWriter.Write(file, devices);
        else
            GeoJsonWriter.Write(file, devices);
        foreach (var part in file.ToArray().Chunk(PartBytes))
            await responseStream.WriteAsync(new() { Data = UnsafeByteOperations.UnsafeWrap(part) }, context.CancellationToken);
    }
}
