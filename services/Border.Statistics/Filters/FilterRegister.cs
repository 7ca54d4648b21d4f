using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Border.Statistics.V1;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Statistics.Filters;

/// <summary>The use cases of saved filters. Those of others are as if they were not there.</summary>
internal sealed class FilterRegister(RecordStore<SavedFilter> filters, [FromKeyedServices(FeedNames.Statistics)] RecordWork work)
{
    public const int MostOfOne = 100;

    private static readonly ListOrder LatestFirst = new(FilterKinds.Order, Descending: true);

    public Task<SavedFilter> SaveAsync(SaveFilterRequest request, string owner, CancellationToken ct)
    {
        FilterRules.Check(request.Filter);
        return RunAsync(new(request, owner), "saved", async session =>
        {
            var filter = new SavedFilter
            {
                Name = FilterKinds.NameOf(request.FilterId),
                Owner = owner,
                Page = request.Filter.Page,
                Title = request.Filter.Title,
                Terms = { request.Filter.Terms },
                SaveTime = Timestamp.FromDateTimeOffset(session.Time),
            };
            await RequireRoomAsync(session, filter, ct);
            return filter;
        }, ct);
    }

    public Task<SavedFilter> RenameAsync(RenameFilterRequest request, string owner, CancellationToken ct)
    {
        FilterRules.CheckTitle(request.Title);
        return RunAsync(new(request, owner), "renamed", async session =>
        {
            var filter = await OwnAsync(session, request.Name, request.Etag, owner);
            filter.Title = request.Title;
            await RequireRoomAsync(session, filter, ct);
            return filter;
        }, ct);
    }

    public Task<SavedFilter> DeleteAsync(DeleteFilterRequest request, string owner, CancellationToken ct) =>
        RunAsync(new(request, owner), "deleted", async session =>
        {
            var filter = await OwnAsync(session, request.Name, request.Etag, owner);
            filter.Title = "";
            filter.Terms.Clear();
            filter.DeleteTime = Timestamp.FromDateTimeOffset(session.Time);
            return filter;
        }, ct);

    public async Task<ListSavedFiltersResponse> ListAsync(ListSavedFiltersRequest request, string owner, CancellationToken ct)
    {
        var own = new RecordFilters().Lookup(FilterKinds.Owner, owner).Choice("page", request.Page);
        var (found, next) = await filters.ListAsync(request, request.PageToken, request.PageSize, LatestFirst, own.All, ct);
        return new() { Filters = { found }, NextPageToken = next };
    }

    private static async Task<SavedFilter> OwnAsync(RecordSession session, string name, string etag, string owner)
    {
        var filter = await session.FindAsync(FilterKinds.Filters, name);
        if (filter is not { DeleteTime: null } || filter.Owner != owner)
            throw Refusals.NotFound(name);
        session.RequireSeen(FilterKinds.Filters, name, etag);
        return filter;
    }

    // The owner's turn is read before their filters, and written with the change.
    private async Task RequireRoomAsync(RecordSession session, SavedFilter filter, CancellationToken ct)
    {
        var turn = FilterKinds.TurnOf(filter.Owner);
        session.Save(FilterKinds.Turns, await session.FindAsync(FilterKinds.Turns, turn) ?? new() { Name = turn }, "taken");
        var own = await filters.QueryAsync(new RecordFilters().Lookup(FilterKinds.Owner, filter.Owner).All, LatestFirst, MostOfOne, ct);
        var others = own.Where(other => other.Name != filter.Name).ToList();
        if (others.Any(other => other.Page == filter.Page && other.Title == filter.Title))
            throw Refusals.RuleBroken("The caller has a filter of this title for the page already.");
        if (others.Count == MostOfOne)
            throw Refusals.RuleBroken($"A user has at most {MostOfOne} filters.");
    }

    private async Task<SavedFilter> RunAsync(WriteCall call, string verb, Func<RecordSession, Task<SavedFilter>> act, CancellationToken ct)
    {
        var written = await work.RunAsync(call, FilterKinds.Filters, async session =>
        {
            var filter = await act(session);
            session.Save(FilterKinds.Filters, filter, verb);
            return filter;
        }, ct);
        return written.Record;
    }
}
