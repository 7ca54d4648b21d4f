using System.ComponentModel.DataAnnotations;

namespace Border.ServiceDefaults.Tokens;

/// <summary>Whose tokens tell who makes a call. The configuration section is <c>Tokens</c>.</summary>
public sealed class TokenOptions : IValidatableObject
{
    public const string Section = "Tokens";

    /// <summary>The issuer that makes tokens with the key in this process's data directory, or that of <see cref="Certificate"/>.</summary>
    public const string LocalIssuer = "local";

    /// <summary>
    /// The address of an OpenID provider, as it stands in the tokens' <c>iss</c>; <c>local</c> for tokens that are made on
    /// this machine; empty when no tokens are needed.
    /// </summary>
    public string Issuer { get; set; } = "";

    /// <summary>
    /// With <c>local</c>: a PEM file with the certificate of the key by which tokens are made, on another machine. Empty for the
    /// key in this process's data directory.
    /// </summary>
    public string Certificate { get; set; } = "";

    /// <summary>For whom the tokens must be made: one of their <c>aud</c>.</summary>
    [Required]
    public string Audience { get; set; } = "border";

    /// <summary>By how much the issuer's clock may differ from this machine's.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest that the issuer's keys are believed while it can be asked for them again; it is from half of that on.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan KeysRefreshEvery { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How soon the issuer may be asked again, when a token is signed by a key that is not known.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan KeysRefreshPause { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest token that is looked at. A header can have 16 KiB.</summary>
    [Range(256, 15_000)]
    public int MaxBytes { get; set; } = 8192;

    internal bool AreNeeded => Issuer.Length > 0;

    internal bool IsLocal => Issuer == LocalIssuer;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AreNeeded && !IsLocal && !IsProvider(Issuer))
            yield return new("must be the https address of an OpenID provider (http on this machine), or local.", [nameof(Issuer)]);
        if (Certificate.Length > 0 && !IsLocal)
            yield return new("is for the issuer local only: a provider publishes its keys.", [nameof(Certificate)]);
    }

    private static bool IsProvider(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
