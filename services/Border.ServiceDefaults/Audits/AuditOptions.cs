using System.ComponentModel.DataAnnotations;

namespace Border.ServiceDefaults.Audits;

/// <summary>How the audit logs are witnessed.</summary>
public sealed class AuditOptions
{
    public const string Section = "Audit";

    /// <summary>A PEM file with the private key on P-256 with which checkpoints are signed. Empty for that of the
    /// data directory, or one that is derived from <c>Privacy:Key</c>, or else one that is made in the data directory.</summary>
    public string SigningKey { get; set; } = "";

    /// <summary>How often a checkpoint is taken of a log that has grown; zero for never.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan CheckpointEvery { get; set; } = TimeSpan.FromHours(1);
}
