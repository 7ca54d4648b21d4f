using Border.ServiceDefaults.Privacy;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Search;

/// <summary>The secret with which the words are hashed by which records are found.</summary>
internal sealed class SearchKey(IOptions<SearchOptions> options, MasterKey master)
{
    /// <summary>The option that has it, or would.</summary>
    public const string Place = $"{SearchOptions.Section}:{nameof(SearchOptions.Key)}";

    public byte[] Bytes => options.Value.Key is { Length: > 0 } key ? Convert.FromBase64String(key) : master.For(nameof(SearchTokens));
}
