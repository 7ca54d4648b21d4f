using System.ComponentModel.DataAnnotations;

namespace Border.ServiceDefaults.Access;

/// <summary>
/// How much one caller may ask of a process. The configuration section is <c>Limits</c>. The user of a machine without an issuer,
/// other services and the process itself are not limited.
/// </summary>
public sealed class LimitOptions
{
    public const string Section = "Limits";

    /// <summary>Calls in a second, over time. A stream is one call, however many requests it brings.</summary>
    [Range(1, 100_000)]
    public int CallsPerSecond { get; set; } = 500;

    /// <summary>Calls at once after a pause.</summary>
    [Range(1, 1_000_000)]
    public int CallsBurst { get; set; } = 2000;

    /// <summary>Streams open at the same time.</summary>
    [Range(1, 1000)]
    public int Streams { get; set; } = 32;

    /// <summary>Bytes of requests in a minute, those of streams too. The largest message fits in several times.</summary>
    [Range(16 * 1024 * 1024, int.MaxValue)]
    public int BytesPerMinute { get; set; } = 512 * 1024 * 1024;
}
