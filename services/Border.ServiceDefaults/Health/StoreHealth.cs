using Border.Storage;

namespace Border.ServiceDefaults.Health;

/// <summary>A service that keeps its records in a store.</summary>
/// <param name="ServiceName">Its full gRPC name.</param>
internal sealed record StoreUser(string ServiceName);

/// <summary>Services serve while their database can be read and written.</summary>
internal sealed class StoreHealth(Func<IDocumentStore> store, IReadOnlyCollection<string> services) : IHealthContributor
{
    public IReadOnlyCollection<string> Services => services;

    // The store is asked for each time: opening it fails while the database is away, and that must not stop the process.
    public async Task<bool> IsServingAsync(CancellationToken ct)
    {
        await store().CheckAsync(ct);
        return true;
    }
}
