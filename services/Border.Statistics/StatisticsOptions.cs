using System.ComponentModel.DataAnnotations;

namespace Border.Statistics;

/// <summary>How figures are made. The configuration section is <c>Statistics</c>.</summary>
public sealed class StatisticsOptions : IValidatableObject
{
    public const string Section = "Statistics";

    /// <summary>The IANA name of the time zone whose local dates are the days of figures.</summary>
    [Required]
    public string TimeZone { get; set; } = "Asia/Shanghai";

    /// <summary>The month in which fiscal years start, unless a request says otherwise.</summary>
    [Range(1, 12)]
    public int FiscalStartMonth { get; set; } = 1;

    /// <summary>A feed that has been away or behind for longer is stale.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The most events that are folded in one transaction.</summary>
    [Range(1, 100_000)]
    public int FoldEvents { get; set; } = 10_000;

    /// <summary>How long a fold waits for more events while they keep coming.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan FoldWait { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How often everything is counted again from the records; zero for never.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan RecountEvery { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How many days after the end of a period reports are due.</summary>
    [Range(0, 366)]
    public int ReportDueDays { get; set; } = 10;

    /// <summary>
    /// The first day from which on records are held. Earlier ones are counted, and make no base: a device whose clock was never set may
    /// have said so early a day. Null for the day of the earliest record of each feed.
    /// </summary>
    public DateOnly? RecordsSince { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
            yield return new($"There is no time zone {TimeZone}.", [nameof(TimeZone)]);
    }
}

/// <summary>Where the feeds are. The configuration section is <c>Feeds</c>.</summary>
public sealed class FeedAddressOptions
{
    public const string Section = "Feeds";

    /// <summary>The address of the Patrols service.</summary>
    [Required]
    public Uri Patrols { get; set; } = new("http://127.0.0.1:5411");

    /// <summary>The address of the Persons service.</summary>
    [Required]
    public Uri Persons { get; set; } = new("http://127.0.0.1:5412");

    /// <summary>The address of the Cases service.</summary>
    [Required]
    public Uri Cases { get; set; } = new("http://127.0.0.1:5413");

    /// <summary>The address of the Seizures service.</summary>
    [Required]
    public Uri Seizures { get; set; } = new("http://127.0.0.1:5414");
}
