using Border.ServiceDefaults.Privacy;
using Border.ServiceDefaults.Search;
using Border.Storage;
using Border.Storage.Keys;
using Border.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Tests;

/// <summary>Secrets that tests bring.</summary>
internal static class TestKeys
{
    public static MasterKey Master { get; } = Of(StoragePlace.PrivacyKey);

    public static MasterKey Other { get; } = Of(Convert.ToBase64String(new byte[32]));

    public static KeyRing RingOf(IKeyStore store, MasterKey master, TimeProvider? clock = null, ILogger<KeyRing>? logger = null) =>
        new(
            "test",
            store,
            master,
            new SecretProof("test", store, master, SearchOf(master), NullLogger<SecretProof>.Instance),
            clock ?? TimeProvider.System,
            logger ?? NullLogger<KeyRing>.Instance);

    public static SearchKey SearchOf(MasterKey master, string key = "") => new(Options.Create(new SearchOptions { Key = key }), master);

    private static MasterKey Of(string key) => new(Options.Create(new PrivacyOptions { Key = key }), Options.Create(new StorageOptions()));
}
