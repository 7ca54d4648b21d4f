using Border.Lookup.V1;
using Border.ServiceDefaults.Errors;
using Grpc.Core;

namespace Border.Statistics.Figures;

/// <summary>
/// Which records the caller may know of. Only of cases and notices may some be kept from those who see the area: Cases, which knows by
/// whom, is asked in the caller's name.
/// </summary>
internal sealed class KnownRecords(LookupService.LookupServiceClient cases)
{
    // As many as the contract lets one call ask for.
    private const int MostAsked = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly string[] Guarded = ["cases/", "notices/"];

    /// <returns>Those of the names that may be told.</returns>
    /// <exception cref="RefusalException">STORAGE_UNAVAILABLE: Cases cannot be asked now.</exception>
    public async Task<IReadOnlySet<string>> AmongAsync(IEnumerable<string> names, CancellationToken ct)
    {
        var byGuard = names.Distinct(StringComparer.Ordinal).ToLookup(name => Guarded.Any(start => name.StartsWith(start, StringComparison.Ordinal)));
        var known = byGuard[false].ToHashSet(StringComparer.Ordinal);
        foreach (var some in byGuard[true].Chunk(MostAsked))
            known.UnionWith(await AskAsync(some, ct));
        return known;
    }

    private async Task<IEnumerable<string>> AskAsync(IEnumerable<string> names, CancellationToken ct)
    {
        using var patient = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patient.CancelAfter(Patience);
        try
        {
            return (await cases.SelectKnownAsync(new() { Names = { names } }, cancellationToken: patient.Token)).Names;
        }
        catch (RpcException away) when (!ct.IsCancellationRequested && away.StatusCode is StatusCode.Unavailable or StatusCode.Cancelled)
        {
            throw Refusals.StorageUnavailable();
        }
    }
}
