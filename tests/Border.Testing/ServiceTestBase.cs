using Border.Storage;
using Microsoft.AspNetCore.Builder;

namespace Border.Testing;

/// <summary>One service as it really runs, on an engine, for as long as a test; a suite says which, and is what starts and ends it.</summary>
public abstract class ServiceTestBase(StorageEngineKind engine)
{
    public StoragePlace Place { get; private set; } = null!;

    public ServiceHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Place = await StoragePlace.NewAsync(engine);
        Host = await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        Place.Dispose();
    }

    protected abstract void Add(WebApplicationBuilder builder);

    protected abstract void Map(WebApplication app);

    /// <param name="meanwhile">Done while nothing runs; null for nothing.</param>
    protected async Task RestartAsync(Func<Task>? meanwhile = null)
    {
        await Host.DisposeAsync();
        if (meanwhile is not null)
            await meanwhile();
        Host = await StartAsync();
    }

    private Task<ServiceHost> StartAsync() => ServiceHost.StartAsync(Place, Add, Map);
}
