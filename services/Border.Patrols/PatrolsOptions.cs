using System.ComponentModel.DataAnnotations;

namespace Border.Patrols;

/// <summary>How the boundary is covered. The configuration section is <c>Patrols</c>.</summary>
public sealed class PatrolsOptions : IValidatableObject
{
    public const string Section = "Patrols";

    /// <summary>Within how many metres of the boundary a patrol covers it.</summary>
    [Range(1, 2000)]
    public double ToleranceMeters { get; set; } = 100;

    /// <summary>The IANA name of the time zone whose days are those of coverage.</summary>
    [Required]
    public string TimeZone { get; set; } = "Asia/Shanghai";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
            yield return new($"There is no time zone {TimeZone}.", [nameof(TimeZone)]);
    }
}
