using System.ComponentModel.DataAnnotations;

namespace Border.Storage;

/// <summary>Which engine keeps the data, and where. The configuration section is <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>
    /// The most connections to PostgreSQL that a process has for each of its services, unless the connection string gives another size of the pool:
    /// five services fit into the hundred that a server gives out by default.
    /// </summary>
    public const int MostConnections = 15;

    public StorageEngineKind Engine { get; set; } = StorageEngineKind.Sqlite;

    /// <summary>The folder of the SQLite files, one a service.</summary>
    [Required]
    public string DataDirectory { get; set; } = "border-data";

    /// <summary>The Npgsql connection string of the server, without a database.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Each service has a database of its own, named after this and the service: <c>border_cases</c>.</summary>
    [Required]
    [RegularExpression("^[a-z][a-z0-9_]{0,39}$")]
    public string DatabasePrefix { get; set; } = "border";

    /// <summary>Units that may wait to be committed; the next one is refused with RESOURCE_EXHAUSTED.</summary>
    [Range(1, 1_000_000)]
    public int QueueCapacity { get; set; } = 8192;

    /// <summary>The most units in one transaction.</summary>
    [Range(1, 10_000)]
    public int MaxBatch { get; set; } = 192;

    /// <summary>Transactions under way at once on PostgreSQL. SQLite always has one.</summary>
    [Range(1, 16)]
    public int Writers { get; set; } = 2;

    /// <summary>How often a waiting reader looks without having been woken.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);
}

public enum StorageEngineKind
{
    Sqlite,
    Postgres,
}
