using System.Diagnostics;
using Border.Benchmarks.Records;
using Border.Benchmarks.Report;
using Border.ServiceDefaults.Hosting;
using Border.Statistics;
using Border.Statistics.Feeds;
using Border.Storage;
using Border.Storage.Ledgers;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Border.Benchmarks.Rows;

/// <summary>
/// The real follower of a feed, from the bytes of the feed's responses to the committed fold: parsing, counting by the rules,
/// folding. Only the network is left out.
/// </summary>
internal static class FoldRows
{
    private const double Target = 100_000;

    public static async Task<IReadOnlyList<TableRow>> MeasureAsync(Bench bench, StorageEngineKind engine)
    {
        var name = Bench.NameOf(engine);
        var cases = await MeasureAsync(bench, engine, FeedNames.Cases, SampleRecords.CaseOf);
        var persons = await MeasureAsync(bench, engine, FeedNames.Persons, SampleRecords.InterceptionOf);
        var what = $"folding the feed of cases, {name}: contributions";
        return
        [
            engine == StorageEngineKind.Postgres ? TableRow.AtLeast(what, cases.Lines, Target) : TableRow.Rated(what, cases.Lines),
            TableRow.Rated($"the same: cases, of 3.5 contributions each", cases.Records),
            TableRow.Rated($"folding the feed of interceptions, {name}: records", persons.Records),
        ];
    }

    private static async Task<(Samples Records, Samples Lines)> MeasureAsync(
        Bench bench, StorageEngineKind engine, string feed, Func<int, IMessage> record)
    {
        var count = bench.Options.IsQuick ? 20_000 : 80_000;
        await using var app = Build(await bench.NewStorageAsync(engine));
        var ledger = app.Services.GetRequiredKeyedService<ILedger>(FeedNames.Statistics);
        var (records, lines) = (new Samples(), new Samples());
        for (var run = 0; run <= bench.Options.Runs; run++)
        {
            var prepared = PreparedFeed.Of(feed, run * count, count, record);
            var seconds = await FoldAsync(app.Services, ledger, prepared, (run + 1) * count, bench.Stop);
            if (run == 0)
                continue;
            records.Add(count / seconds);
            lines.Add(count / seconds * LinesOf(record));
            Bench.Tell($"  {feed}, run {run}: {Numbers.Rate(records.Values[^1])} records, {Numbers.Rate(lines.Values[^1])} contributions");
        }

        return (records, lines);

        double LinesOf(Func<int, IMessage> sample)
        {
            var counted = app.Services.GetRequiredService<Statistics.Indicators.CountedIndicators>();
            return Enumerable.Range(0, 1000).Average(i => counted.Count(feed, sample(i)).Count);
        }
    }

    private static async Task<double> FoldAsync(IServiceProvider services, ILedger ledger, PreparedFeed feed, long end, CancellationToken ct)
    {
        var follower = new FeedFollower(
            feed, ledger, services.GetRequiredService<EventCounter>(), services.GetRequiredService<FeedBoard>(),
            services.GetRequiredService<FoldGates>(), services.GetRequiredService<IOptions<StatisticsOptions>>(), TimeProvider.System);
        var started = Stopwatch.GetTimestamp();
        try
        {
            await follower.FollowAsync(() => { }, ct);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Unavailable)
        {
            // The prepared feed has ended.
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        return (await ledger.CursorAsync(feed.Feed, ct)).Position == end
            ? elapsed.TotalSeconds
            : throw new InvalidOperationException("Not all of the feed was folded.");
    }

    private static WebApplication Build(StorageOptions storage)
    {
        var builder = ServiceProcess.CreateBuilder([.. Settings.Of(storage).Select(setting => $"--{setting.Key}={setting.Value}")]);
        builder.Logging.ClearProviders();
        builder.AddServiceDefaults("border-benchmarks", 0);
        builder.AddStatistics();
        return builder.Build();
    }
}
