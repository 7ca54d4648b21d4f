using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Border.Statistics.Indicators;
using Border.Statistics.Reference;
using Border.Statistics.V1;
using Border.Storage;
using Border.Type.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Statistics.Returns;

/// <summary>Takes returns. One of the same indicator, period, area and category revises the one before.</summary>
internal sealed class ReturnRegister(
    [FromKeyedServices(FeedNames.Statistics)] IDocumentStore store, ReferenceCatalogue catalogue, LocalDays days, TimeProvider clock)
{
    public const string Collection = "returns";

    // Somebody else may submit the same return for the first time at the same moment; then this one revises it.
    private const int MaxRaces = 10;

    private readonly RecordStore<Return> _records = new(store, Kind, clock);

    public static RecordKind<Return> Kind { get; } = new(
        Collection,
        record => record.Name,
        (record, server) => record.Etag = server.Etag,
        _ => []);

    public async Task<Written<Return>> SubmitAsync(SubmitReturnRequest request, string actor, CancellationToken ct)
    {
        var today = days.Of(clock.GetUtcNow());
        ReturnRules.Check(request.Return, await catalogue.FindIndicatorAsync(request.Return.Indicator, ct), today);
        var call = new WriteCall(request, actor);
        var name = ReturnNames.Of(request.Return);
        for (var race = 0; ; race++)
        {
            if (await store.FindAsync(Collection, name, ct) is not null)
            {
                return await _records.ChangeAsync(
                    call, name, "", "revised", "", record => ReturnRules.Revise(record, request.Return, today), ct);
            }

            try
            {
                return await _records.CreateAsync(call, ReturnRules.Create(request.Return, today), "reported", ct);
            }
            catch (RefusalException taken) when (taken.Reason == ErrorReason.RecordExists && race < MaxRaces)
            {
            }
        }
    }

    /// <summary>Null when there is no return of that name.</summary>
    public async Task<Return?> FindAsync(string name, CancellationToken ct) =>
        await store.FindAsync(Collection, name, ct) is { } document ? await _records.GetAsync(document.Name, ct) : null;
}
