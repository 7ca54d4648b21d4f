using Border.Storage;
using Border.Testing;

namespace Border.Benchmarks.Rows;

internal static class Settings
{
    /// <summary>With which words are hashed: those of the samples as those of the services.</summary>
    public const string SearchKey = "c2VhcmNoZXMgb2Ygc2FtcGxlcw==";

    /// <summary>The settings by which a service takes this storage.</summary>
    public static IEnumerable<(string Key, string Value)> Of(StorageOptions storage) => storage.Engine == StorageEngineKind.Sqlite
        ? [("Storage:DataDirectory", storage.DataDirectory), ("Search:Key", SearchKey)]
        :
        [
            ("Storage:Engine", "Postgres"),
            ("Privacy:Key", StoragePlace.PrivacyKey),
            ("Search:Key", SearchKey),
            ("Storage:ConnectionString", storage.ConnectionString),
            ("Storage:DatabasePrefix", storage.DatabasePrefix),
        ];
}
