using System.Globalization;
using Border.Type.V1;

namespace Border.ServiceDefaults.Validation;

/// <summary>What is said about a wrong field. Never the value, which may be about a person.</summary>
internal static class Faults
{
    public const string Required = "is required";
    public const string ControlCharacter = "has a control character";
    public const string UnknownValue = "is not a value of its enum";
    public const string NotFinite = "is not a finite number";
    public const string NotATime = "is not a time between the years 1900 and 2100";
    public const string InTheFuture = "is more than 24 hours in the future";

    public static string TooManyItems(int max) => Of($"has more than {max} items");

    public static string TooLong(int max) => Of($"is longer than {max} characters");

    public static string TooManyBytes(int max) => Of($"is longer than {max} bytes");

    public static string OutOfRange(double min, double max) => Of($"is not between {min} and {max}");

    public static string NotOfFormat(TextFormat format) => format switch
    {
        TextFormat.RequestId => "is not a request id: 1 to 64 printable ASCII characters without spaces",
        TextFormat.ResourceId => "is not a resource id: 1 to 63 lower-case letters, digits and hyphens, hyphens not at the ends",
        TextFormat.ResourceName => "is not a resource name: a collection, a slash and a resource id",
        TextFormat.AreaCode => "is not an area code: at most 6 groups of 1 to 32 letters, digits, hyphens or underscores, joined by dots",
        TextFormat.Code => "is not a code: a letter, then letters, digits, dots, hyphens or underscores, 1 to 64",
        TextFormat.Amount => "is not a decimal number without sign, with at most 15 digits before the point and 6 after it",
        TextFormat.Country => "is not an ISO 3166-1 alpha-3 country code",
        TextFormat.Date => "is not a day as YYYY-MM-DD between the years 1900 and 2100",
        TextFormat.UnitCode => "is not a unit code: 1 to 32 letters, digits, dots and hyphens",
        TextFormat.PartialDate => "is not a date as YYYY, YYYY-MM or YYYY-MM-DD between the years 1900 and 2100",
        TextFormat.Device => "does not tell a device: 1 to 64 letters, digits, dots, hyphens and underscores",
        TextFormat.Sha256 => "is not a SHA-256 in 64 lower-case hexadecimal digits",
        TextFormat.SignedAmount => "is not a decimal number with at most 15 digits before the point and 6 after it",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No such format."),
    };

    private static string Of(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
