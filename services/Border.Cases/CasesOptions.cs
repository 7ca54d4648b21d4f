using System.ComponentModel.DataAnnotations;

namespace Border.Cases;

/// <summary>How cases are kept. The configuration section is <c>Cases</c>.</summary>
public sealed class CasesOptions : IValidatableObject
{
    public const string Section = "Cases";

    /// <summary>The IANA name of the time zone whose local years are the years of case numbers.</summary>
    [Required]
    public string TimeZone { get; set; } = "Asia/Shanghai";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
            yield return new($"There is no time zone {TimeZone}.", [nameof(TimeZone)]);
    }
}
