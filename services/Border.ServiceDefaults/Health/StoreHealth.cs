using Border.Storage;

namespace Border.ServiceDefaults.Health;

/// <summary>A service serves while its database can be read and written.</summary>
internal sealed class StoreHealth(IDocumentStore store, IReadOnlyCollection<string> services) : IHealthContributor
{
    public IReadOnlyCollection<string> Services => services;

    public async Task<bool> IsServingAsync(CancellationToken ct)
    {
        await store.CheckAsync(ct);
        return true;
    }
}
