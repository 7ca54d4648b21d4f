using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Records;
using Border.Statistics.Indicators;
using Border.Statistics.Reference;
using Border.Statistics.V1;
using Border.Type.V1;
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

    public async Task<Written<Return>> SubmitAsync(SubmitReturnRequest request, Actor actor, CancellationToken ct)
    {
        var today = days.Of(clock.GetUtcNow());
        ReturnRules.Check(request.Return, await catalogue.FindIndicatorAsync(request.Return.Indicator, ct), today);
        var sent = request.Return.Clone();
        sent.Area = await catalogue.AreaInFiguresAsync(sent.Area, ct);
        return await work.RunAsync(new(request, actor.Id), Kind, session => SaveAsync(session, sent, actor, today), ct);
    }

    /// <summary>Null when there is no return of that name.</summary>
    public Task<Return?> FindAsync(string name, CancellationToken ct) => returns.FindAsync(name, ct);

    private static async Task<Return> SaveAsync(RecordSession session, Return sent, Actor actor, DateOnly today)
    {
        var record = await session.FindAsync(Kind, ReturnNames.Of(sent));
        ReturnRules.CheckKnownOn(record, sent, actor.Roles.Has(Role.Administrator), today);
        if (record is null)
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
