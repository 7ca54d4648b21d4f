using System.ComponentModel.DataAnnotations;

namespace Border.ServiceDefaults.Search;

/// <summary>How records are found by what people type.</summary>
public sealed class SearchOptions
{
    public const string Section = "Search";

    /// <summary>
    /// The secret, in base64, with which the words by which records are found are hashed. The same in every process of a
    /// service; set it before the first record, for what was hashed with another key is not found: a process with another than the first had
    /// serves none of the service's records. Empty for one that is derived from <c>Privacy:Key</c>.
    /// </summary>
    [Base64String]
    public string Key { get; set; } = "";
}
