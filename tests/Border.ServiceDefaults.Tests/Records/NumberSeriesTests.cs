using Border.ServiceDefaults.Records;
using Border.Storage;
using Border.Testing;

namespace Border.ServiceDefaults.Tests.Records;

public sealed class NumberSeriesTests
{
    [Fact]
    public async Task Enter_WhileThoseBehindAFailureStillFail_CountsOn()
    {
        using var place = await StoragePlace.NewAsync(StorageEngineKind.Sqlite);
        await using var database = place.Open();
        await using var store = database.OpenDocuments();
        var series = new NumberSeries(store);
        var (first, behind) = (await QueuedAsync(series), await QueuedAsync(series));

        first.Dispose();
        var again = await QueuedAsync(series);
        behind.Dispose();
        var next = await QueuedAsync(series);

        Assert.Equal([1, 2, 1, 2], [first.Number, behind.Number, again.Number, next.Number]);
    }

    [Fact]
    public async Task Enter_AfterAFailure_LooksUpWhatWasWritten()
    {
        using var place = await StoragePlace.NewAsync(StorageEngineKind.Sqlite);
        await using var database = place.Open();
        await using var store = database.OpenDocuments();
        var series = new NumberSeries(store);

        (await QueuedAsync(series)).Dispose();
        using var next = await QueuedAsync(series);

        Assert.Equal(1, next.Number);
    }

    private static async Task<NumberTurn> QueuedAsync(NumberSeries series)
    {
        var turn = await series.EnterAsync("U1-2021", default);
        turn.Queued();
        return turn;
    }
}
