using Border.Cases.V1;
using Border.Feed.V1;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Border.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Border.ServiceDefaults.Tests.Feeds;

public sealed class RecordFeedTests : IDisposable
{
    private static readonly RecordKind<Case> Kind = new(
        "cases",
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        record => [IndexKey.Time("register_time", record.RegisterTime.ToDateTimeOffset())]);

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Snapshot_OfARecord_IsTheStateThatWasFedWithoutPersonalFields()
    {
        await using var host = await TestHost.StartAsync(
            configure: builder => builder.Services.AddRecords("cases", "border.cases.v1.CaseService", Kind).AddRecordStore("cases", Kind),
            args: [$"--Storage:DataDirectory={_folder.Path}"]);
        var request = Requests.Register();
        var record = request.Case.Clone();
        (record.Name, record.Particulars) = ("cases/a", new CaseParticulars { Title = "A title" });
        await host.Services.GetRequiredService<RecordStore<Case>>().CreateAsync(
            new WriteCall(request, "local"), record, "registered", CancellationToken.None);

        var feed = new FeedService.FeedServiceClient(host.Channel);
        using var subscription = feed.Subscribe(new SubscribeRequest { Feed = "cases" });
        Assert.True(await subscription.ResponseStream.MoveNext(CancellationToken.None));
        var fed = Assert.Single(subscription.ResponseStream.Current.Events);
        using var snapshot = feed.Snapshot(new SnapshotRequest { Feed = "cases" });
        Assert.True(await snapshot.ResponseStream.MoveNext(CancellationToken.None));
        var pictured = Assert.Single(snapshot.ResponseStream.Current.Events);

        Assert.Equal(fed.State, pictured.State);
        Assert.Equal((fed.Record, fed.Version, fed.CommitTime), (pictured.Record, pictured.Version, pictured.CommitTime));
        Assert.Null(fed.State.Unpack<Case>().Particulars);
        Assert.Equal("cases/a", fed.State.Unpack<Case>().Name);
    }
}
