using Border.ServiceDefaults.Hosting;
using Border.ServiceDefaults.Paging;
using Border.ServiceDefaults.Records;
using Border.ServiceDefaults.Search;
using Border.Storage;
using Border.Storage.Keys;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Privacy;

internal static class PrivacyServices
{
    /// <summary>Registers the secret outside of the databases, and what is made with keys that are derived from it.</summary>
    public static void AddMasterKey(this IServiceCollection services)
    {
        services.AddCheckedOptions<StorageOptions>(StorageOptions.Section);
        services.AddCheckedOptions<PrivacyOptions>(PrivacyOptions.Section);
        services.AddSingleton<IValidateOptions<PrivacyOptions>, PrivacyOptionsCheck>();
        services.AddCheckedOptions<SearchOptions>(SearchOptions.Section);
        services.AddSingleton<MasterKey>();
        services.AddSingleton(provider => new PageTokens(provider.GetRequiredService<MasterKey>()));
        services.AddSingleton<SearchKey>().AddSingleton(provider => new SearchTokens(provider.GetRequiredService<SearchKey>().Bytes));
    }

    /// <summary>The keys of what one service seals, whatever it is.</summary>
    public static void AddKeyRing(this IServiceCollection services, string service)
    {
        services.AddKeyStore(service);
        services.TryAddKeyedSingleton(service, (provider, _) =>
        {
            var (keys, master) = (provider.GetRequiredKeyedService<KeyDatabase>(service).Store, provider.GetRequiredService<MasterKey>());
            var proof = new SecretProof(service, keys, master, provider.GetRequiredService<SearchKey>(), provider.GetRequiredService<ILogger<SecretProof>>());
            return new KeyRing(service, keys, master, proof, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<KeyRing>>());
        });
    }

    /// <summary>Puts the sealing between a service and its documents, when some of its kinds are sealed.</summary>
    public static void AddSealing(this IServiceCollection services, string service, IReadOnlyList<RecordKind> kinds)
    {
        if (!kinds.Any(kind => kind.IsSealed))
            return;
        services.AddKeyRing(service);
        var plain = services.Last(added => added.ServiceType == typeof(IDocumentStore) && Equals(added.ServiceKey, service));
        services.AddKeyedSingleton(service, (provider, key) => new SealedStore(
            (IDocumentStore)plain.KeyedImplementationFactory!(provider, key),
            provider.GetRequiredKeyedService<KeyRing>(service),
            kinds));
        services.AddKeyedSingleton<IDocumentStore>(service, (provider, _) => provider.GetRequiredKeyedService<SealedStore>(service));
        services.AddKeyedSingleton(service, (provider, _) => new RecordErasure(provider.GetRequiredKeyedService<SealedStore>(service)));
    }
}

/// <summary>Destroys what records of a service say about persons.</summary>
public sealed class RecordErasure
{
    private readonly SealedStore _store;

    internal RecordErasure(SealedStore store) => _store = store;

    /// <param name="names">Records whose erasure is committed. It may be done again.</param>
    public Task DestroyAsync(IReadOnlyCollection<string> names, CancellationToken ct) => _store.EraseAsync(names, ct);

    /// <inheritdoc cref="SealedStore.VersionKeysAsync"/>
    internal Task<IReadOnlyList<string>> VersionKeysAsync(string name, CancellationToken ct) => _store.VersionKeysAsync(name, ct);

    /// <inheritdoc cref="SealedStore.EraseVersionsAsync"/>
    internal Task DestroyVersionsAsync(string name, IReadOnlyCollection<string> keys, CancellationToken ct) => _store.EraseVersionsAsync(name, keys, ct);
}

/// <summary>A key of a process's own is one for a station; where several processes share a server, each would have another.</summary>
internal sealed class PrivacyOptionsCheck(IOptions<StorageOptions> storage) : IValidateOptions<PrivacyOptions>
{
    public ValidateOptionsResult Validate(string? name, PrivacyOptions options)
    {
        if (options.Key.Length == 0)
        {
            return storage.Value.Engine == StorageEngineKind.Postgres
                ? ValidateOptionsResult.Fail("Privacy:Key must be set when Storage:Engine is Postgres: 32 random bytes in base64, such as `openssl rand -base64 32` prints.")
                : ValidateOptionsResult.Success;
        }

        return Convert.TryFromBase64String(options.Key, new byte[options.Key.Length], out var bytes) && bytes == Sealing.KeyBytes
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Privacy:Key must be 32 bytes in base64.");
    }
}
