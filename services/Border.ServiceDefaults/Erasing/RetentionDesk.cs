using Border.Erasures.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Paging;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Erasing;

/// <summary>Finds the records that are due for review. It changes none.</summary>
internal sealed class RetentionDesk(IEnumerable<ErasureSource> sources, PageTokens tokens, IOptions<RetentionOptions> options, TimeProvider clock)
{
    /// <summary>Of the records of this process.</summary>
    public IEnumerable<RetentionCategory> Categories => sources.SelectMany(source => source.Kinds).Select(kind => kind.Category);

    public Task<ListRetentionDueResponse> ListAsync(ListRetentionDueRequest request, CancellationToken ct)
    {
        var (source, kind) = sources.SelectMany(source => source.Kinds.Select(kind => (source, kind))).FirstOrDefault(pair => pair.kind.Category == request.Category);
        return source is null
            ? throw Refusals.NotFound($"category {request.Category}")
            : kind.DueAsync(source, tokens, request, clock.GetUtcNow(), options.Value, ct);
    }
}
