using Border.Storage;
using Border.Testing;

namespace Border.Benchmarks.Rows;

internal static class Settings
{
    /// <summary>The settings by which a service takes this storage.</summary>
    public static IEnumerable<(string Key, string Value)> Of(StorageOptions storage) => storage.Engine == StorageEngineKind.Sqlite
        ? [("Storage:DataDirectory", storage.DataDirectory)]
        :
        [
            ("Storage:Engine", "Postgres"),
            ("Privacy:Key", StoragePlace.PrivacyKey),
            ("Storage:ConnectionString", storage.ConnectionString),
            ("Storage:DatabasePrefix", storage.DatabasePrefix),
        ];
}
