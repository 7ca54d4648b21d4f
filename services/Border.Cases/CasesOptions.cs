using System.ComponentModel.DataAnnotations;

namespace Border.Cases;

/// <summary>How cases are kept. The configuration section is <c>Cases</c>.</summary>
public sealed class CasesOptions : IValidatableObject
{
    public const string Section = "Cases";

    /// <summary>The IANA name of the time zone whose local years are the years of case numbers.</summary>
    [Required]
    public string TimeZone { get; set; } = "Asia/Shanghai";

    /// <summary>How long an emergency access to a case lasts.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "1.00:00:00")]
    public TimeSpan EmergencyAccess { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Within what time it is to be reviewed. Whoever has one that is overdue can take no other.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "30.00:00:00")]
    public TimeSpan EmergencyReviewWithin { get; set; } = TimeSpan.FromDays(3);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
            yield return new($"There is no time zone {TimeZone}.", [nameof(TimeZone)]);
    }
}
