using System.ComponentModel.DataAnnotations;

namespace Border.ServiceDefaults.Bulk;

/// <summary>How much of a bulk stream is worked on at once. The configuration section is <c>Bulk</c>.</summary>
public sealed class BulkOptions
{
    public const string Section = "Bulk";

    /// <summary>Requests of one stream that are taken and not yet answered; the client waits when there are so many.</summary>
    [Range(1, 10_000)]
    public int MaxInFlight { get; set; } = 256;

    /// <summary>The first pause of a request for which the storage is too busy; it doubles each time.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan BusyPause { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>The longest such pause.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan MaxBusyPause { get; set; } = TimeSpan.FromSeconds(1);
}
