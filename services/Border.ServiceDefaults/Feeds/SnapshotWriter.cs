using Border.Feed.V1;
using Border.Storage;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Border.ServiceDefaults.Feeds;

/// <summary>Writes the records of a snapshot in responses of a good size, each with the snapshot's position.</summary>
internal sealed class SnapshotWriter(IServerStreamWriter<SnapshotResponse> responses, Func<StoredDocument, byte[]> stateOf)
{
    private SnapshotResponse _response = new();
    private int _bytes;
    private bool _isAnyWritten;

    public async Task AddAsync(long position, StoredDocument document, CancellationToken ct)
    {
        var state = stateOf(document);
        if (_bytes > 0 && _bytes + state.Length > EventBatches.MaxBytes)
            await WriteAsync(position, ct);
        _bytes += state.Length;
        _response.Events.Add(new Event
        {
            Record = document.Name,
            Version = document.Version,
            CommitTime = Timestamp.FromDateTimeOffset(document.UpdateTime),
            State = Any.Parser.ParseFrom(state),
        });
    }

    /// <summary>Writes what is left; a picture of nothing is one response with the position.</summary>
    public async Task EndAsync(long position, CancellationToken ct)
    {
        if (_response.Events.Count > 0 || !_isAnyWritten)
            await WriteAsync(position, ct);
    }

    private async Task WriteAsync(long position, CancellationToken ct)
    {
        _response.Position = position;
        await responses.WriteAsync(_response, ct);
        (_response, _bytes, _isAnyWritten) = (new SnapshotResponse(), 0, true);
    }
}
