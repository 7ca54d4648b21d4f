using Border.ServiceDefaults.Records;
using Border.Statistics.Indicators;
using Border.Statistics.Reference;
using Border.Statistics.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Statistics.Returns;

/// <summary>Takes returns. One of the same indicator, period, area and category revises the one before.</summary>
internal sealed class ReturnRegister(
    [FromKeyedServices(FeedNames.Statistics)] RecordWork work,
    RecordStore<Return> returns,
    ReferenceCatalogue catalogue,
    LocalDays days,
    TimeProvider clock)
{
    public static RecordKind<Return> Kind { get; } = new(
        "returns",
        record => record.Name,
        (record, server) => record.Etag = server.Etag,
        _ => [])
    {
        ReadBy = ExplainRequest.Descriptor.FullName,
    };

    public async Task<Written<Return>> SubmitAsync(SubmitReturnRequest request, string actor, CancellationToken ct)
    {
        var today = days.Of(clock.GetUtcNow());
        ReturnRules.Check(request.Return, await catalogue.FindIndicatorAsync(request.Return.Indicator, ct), today);
        var sent = request.Return.Clone();
        sent.Area = await catalogue.AreaInFiguresAsync(sent.Area, ct);
        return await work.RunAsync(new(request, actor), Kind, session => SaveAsync(session, sent, today), ct);
    }

    /// <summary>Null when there is no return of that name.</summary>
    public Task<Return?> FindAsync(string name, CancellationToken ct) => returns.FindAsync(name, ct);

    private static async Task<Return> SaveAsync(RecordSession session, Return sent, DateOnly today)
    {
        if (await session.FindAsync(Kind, ReturnNames.Of(sent)) is not { } record)
        {
            record = ReturnRules.Create(sent, today);
            session.Save(Kind, record, "reported");
            return record;
        }

        ReturnRules.Revise(record, sent, today);
        session.Save(Kind, record, "revised");
        return record;
    }
}
