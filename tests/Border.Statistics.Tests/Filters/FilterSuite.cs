using Border.Audit.V1;
using Border.Statistics.Filters;
using Border.Statistics.Tests.Service;
using Border.Statistics.V1;
using Border.Storage;
using Border.Testing;
using Google.Rpc;
using Grpc.Core;

namespace Border.Statistics.Tests.Filters;

public sealed class SqliteFilterTests() : FilterSuite(StorageEngineKind.Sqlite);

public sealed class PostgresFilterTests() : FilterSuite(StorageEngineKind.Postgres);

/// <summary>Filters that users keep, on each engine.</summary>
public abstract class FilterSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private const string Mine = "officer-7";
    private const string Theirs = "officer-8";

    private StoragePlace _place = null!;
    private StatisticsHost _host = null!;

    public async Task InitializeAsync()
    {
        _place = await StoragePlace.NewAsync(engine);
        _host = await StatisticsHost.StartAsync(_place);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task SaveFilter_IsThereForItsOwnerOnly()
    {
        var first = await SaveAsync("Open in Yunnan", Terms(("state", "REGISTERED"), ("area", "53")));
        var second = await SaveAsync("Drugs", [new() { Key = "kind", Value = "DRUG" }], FilteredPage.Seizures);
        await SaveAsync("Theirs", Terms(("unit", "U-1")), actor: Theirs);

        Assert.Equal((Mine, "Open in Yunnan", "1", FilteredPage.Cases), (first.Owner, first.Title, first.Etag, first.Page));
        Assert.Equal([second, first], await ListAsync());
        Assert.Equal([first], await ListAsync(FilteredPage.Cases));
        Assert.Equal("Theirs", Assert.Single(await ListAsync(actor: Theirs)).Title);
    }

    [Fact]
    public async Task RenameAndDeleteFilter_OfSomebodyElse_FindNothing()
    {
        var filter = await SaveAsync("Mine", Terms(("area", "53")));

        var renamed = await RefusedAsync(() => RenameAsync(filter, "Yours", Theirs));
        var deleted = await RefusedAsync(() => DeleteAsync(filter, Theirs));

        Assert.Equal((StatusCode.NotFound, StatusCode.NotFound), (renamed.StatusCode, deleted.StatusCode));
        Assert.Equal([filter], await ListAsync());
    }

    [Fact]
    public async Task SaveFilter_SameRequestAgain_IsTheSameAndOtherwiseRefused()
    {
        var request = Request("Mine", Terms(("area", "53")));
        var first = await _host.Filters.SaveFilterAsync(request, As(Mine));

        Assert.Equal(first, await _host.Filters.SaveFilterAsync(request, As(Mine)));
        request.Filter.Title = "Another";
        var error = await RefusedAsync(async () => await _host.Filters.SaveFilterAsync(request, As(Mine)));

        Assert.Equal(StatusCode.AlreadyExists, error.StatusCode);
        Assert.Equal([first], await ListAsync());
    }

    [Fact]
    public async Task SaveFilter_OfWordsNumbersAndOtherPages_NamesEveryFieldAtFault()
    {
        var request = Request("Passport 1234567\n", Terms(("number", "5301-2021-1"), ("area", "53"), ("queue", "matches"), ("unit", "Li Si")));

        var error = await RefusedAsync(async () => await _host.Filters.SaveFilterAsync(request, As(Mine)));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(
            ["filter.title", "filter.title", "filter.terms[0].key", "filter.terms[2].key", "filter.terms[3].value"],
            error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Select(violation => violation.Field));
        Assert.Empty(await ListAsync());
    }

    [Theory]
    [InlineData(FilteredPage.Persons, "query")]
    [InlineData(FilteredPage.Audit, "record")]
    [InlineData(FilteredPage.Audit, "actor")]
    public async Task SaveFilter_OfWhatLeadsToSomebody_IsRefused(FilteredPage page, string key)
    {
        var error = await RefusedAsync(() => SaveAsync("Somebody", Terms((key, "x")), page));

        Assert.Equal("filter.terms[0].key", Assert.Single(error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations).Field);
    }

    [Fact]
    public async Task SaveFilter_TwoOfOneTitleAtOnce_OneIsRefused()
    {
        var both = await Task.WhenAll(CodeOfAsync(() => SaveAsync("Mine", Terms(("area", "53")))), CodeOfAsync(() => SaveAsync("Mine", Terms(("area", "54")))));

        Assert.Equal([StatusCode.OK, StatusCode.FailedPrecondition], both.Order());
        Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task SaveFilter_TwoAtOnceWithRoomForOne_OneIsRefused()
    {
        for (var i = 1; i < FilterRegister.MostOfOne; i++)
            await SaveAsync($"Filter {i}", Terms(("area", "53")));

        var both = await Task.WhenAll(CodeOfAsync(() => SaveAsync("Last", Terms(("area", "53")))), CodeOfAsync(() => SaveAsync("Too many", Terms(("area", "53")))));

        Assert.Equal([StatusCode.OK, StatusCode.FailedPrecondition], both.Order());
        await DeleteAsync((await ListAsync())[0]);
        Assert.Equal(StatusCode.OK, await CodeOfAsync(() => SaveAsync("Now", Terms(("area", "53")))));
    }

    [Fact]
    public async Task RenameFilter_OfAnotherVersionOrToATitleThatIsThere_IsRefused()
    {
        var filter = await SaveAsync("Mine", Terms(("area", "53")));
        await SaveAsync("Another", Terms(("area", "54")));
        await SaveAsync("Elsewhere", Terms(("area", "54")), FilteredPage.Patrols);

        var renamed = await RenameAsync(filter, "Elsewhere");

        Assert.Equal(("Elsewhere", "2"), (renamed.Title, renamed.Etag));
        Assert.Equal(StatusCode.Aborted, await CodeOfAsync(() => RenameAsync(filter, "Late")));
        Assert.Equal(StatusCode.FailedPrecondition, await CodeOfAsync(() => RenameAsync(renamed, "Another")));
        Assert.Equal(StatusCode.InvalidArgument, await CodeOfAsync(() => RenameAsync(renamed, "A1234567")));
        Assert.Contains(renamed, await ListAsync());
    }

    [Fact]
    public async Task DeleteFilter_IsGoneAndAnsweredTheSameAgain()
    {
        var filter = await SaveAsync("Mine", Terms(("area", "53")));
        DeleteFilterRequest request = new() { Name = filter.Name, Etag = filter.Etag, RequestId = "d" };

        var deleted = await _host.Filters.DeleteFilterAsync(request, As(Mine));

        Assert.Equal(("", 0, true), (deleted.Title, deleted.Terms.Count, deleted.DeleteTime is not null));
        Assert.Equal(deleted, await _host.Filters.DeleteFilterAsync(request, As(Mine)));
        Assert.Equal(StatusCode.NotFound, await CodeOfAsync(() => DeleteAsync(deleted)));
        Assert.Empty(await ListAsync());
        Assert.Equal("Mine", (await SaveAsync("Mine", Terms(("area", "53")))).Title);
    }

    [Fact]
    public async Task Filters_ArePagedInTheirOrder()
    {
        foreach (var title in new[] { "a", "b", "c" })
            await SaveAsync(title, Terms(("area", "53")));

        var first = await _host.Filters.ListSavedFiltersAsync(new() { PageSize = 2 }, As(Mine));
        var second = await _host.Filters.ListSavedFiltersAsync(new() { PageSize = 2, PageToken = first.NextPageToken }, As(Mine));

        Assert.Equal(["c", "b", "a"], first.Filters.Concat(second.Filters).Select(filter => filter.Title));
        Assert.Equal("", second.NextPageToken);
    }

    [Fact]
    public async Task Filters_ChangesAreInTheAuditLogAndListsAreNot()
    {
        var filter = await SaveAsync("Mine", Terms(("area", "53")));
        await ListAsync();
        await RenameAsync(filter, "Ours");

        var audit = new AuditService.AuditServiceClient(_host.Host.Channel);
        var entries = (await audit.ListEntriesAsync(new() { Service = FeedNames.Statistics, Actor = Mine })).Entries;

        Assert.Equal(["collection", "alteration"], entries.Select(entry => entry.Action));
        Assert.All(entries, entry => Assert.Contains(filter.Name, entry.Records));
    }

    private async Task<SavedFilter> SaveAsync(string title, FilterTerm[] terms, FilteredPage page = FilteredPage.Cases, string actor = Mine) =>
        await _host.Filters.SaveFilterAsync(Request(title, terms, page), As(actor));

    private async Task<SavedFilter> RenameAsync(SavedFilter filter, string title, string actor = Mine) => await _host.Filters.RenameFilterAsync(
        new() { Name = filter.Name, Etag = filter.Etag, Title = title, RequestId = Guid.CreateVersion7().ToString() }, As(actor));

    private async Task<SavedFilter> DeleteAsync(SavedFilter filter, string actor = Mine) =>
        await _host.Filters.DeleteFilterAsync(new() { Name = filter.Name, RequestId = Guid.CreateVersion7().ToString() }, As(actor));

    private async Task<IReadOnlyList<SavedFilter>> ListAsync(FilteredPage page = FilteredPage.Unspecified, string actor = Mine) =>
        (await _host.Filters.ListSavedFiltersAsync(new() { Page = page, PageSize = 200 }, As(actor))).Filters;

    private static SaveFilterRequest Request(string title, FilterTerm[] terms, FilteredPage page = FilteredPage.Cases) => new()
    {
        FilterId = Guid.CreateVersion7().ToString("n"),
        RequestId = Guid.CreateVersion7().ToString(),
        Filter = new() { Page = page, Title = title, Terms = { terms } },
    };

    private static FilterTerm[] Terms(params (string Key, string Value)[] terms) => [.. terms.Select(term => new FilterTerm { Key = term.Key, Value = term.Value })];

    private static Metadata As(string actor) => new() { { "border-actor", actor } };

    private static async Task<RpcException> RefusedAsync(Func<Task> call) => await Assert.ThrowsAsync<RpcException>(call);

    private static async Task<StatusCode> CodeOfAsync(Func<Task> call)
    {
        try
        {
            await call();
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }
}
