using System.ComponentModel.DataAnnotations;

namespace Border.ServiceDefaults.Privacy;

/// <summary>How what records say about persons is kept.</summary>
public sealed class PrivacyOptions
{
    public const string Section = "Privacy";

    /// <summary>
    /// The secret of 32 bytes in base64 under which the keys of records are kept, and from which those for the hashes of search words and of
    /// requests and for page tokens are derived; the same in every process of a service, and never in its database or a backup of it.
    /// Empty on SQLite for one of its own, made in the data directory. Without it nothing personal can be read.
    /// </summary>
    [Base64String]
    public string Key { get; set; } = "";
}
