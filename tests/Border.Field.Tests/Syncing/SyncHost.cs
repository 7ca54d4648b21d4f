using Border.Field.Tests.Fixtures;
using Border.Storage;

namespace Border.Field.Tests.Syncing;

/// <summary>A server on a good network, for devices that send to it.</summary>
public abstract class SyncHost : IAsyncLifetime
{
    private protected FieldServer _server = null!;

    protected abstract StorageEngineKind Engine { get; }

    public async Task InitializeAsync() => _server = await FieldServer.StartAsync(Engine);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    private protected static FieldDevice Today() => new(TimeProvider.System.GetUtcNow());
}
