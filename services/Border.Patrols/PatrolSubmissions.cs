using Border.Patrols.Tracks;
using Border.Patrols.V1;
using Border.ServiceDefaults.Records;
using Google.Protobuf;

namespace Border.Patrols;

/// <summary>Gives each request of the bulk stream to the register that carries it out.</summary>
internal sealed class PatrolSubmissions(PatrolRegister patrols, TrackRegister tracks)
{
    public async Task<Written<IMessage>> SubmitAsync(IMessage request, string actor, CancellationToken ct) => request switch
    {
        AppendTrackRequest r => Plain(await tracks.AppendAsync(r, actor, ct)),
        ImportGpxRequest r => Plain(await tracks.ImportAsync(r, actor, ct)),
        _ => Plain(await patrols.SubmitAsync(request, actor, ct)),
    };

    private static Written<IMessage> Plain<T>(Written<T> written)
        where T : IMessage =>
        new(written.Record, written.Name, written.Etag, written.FeedPosition, written.Replayed);
}
