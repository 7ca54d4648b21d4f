using Border.Cases.V1;
using Border.Feed.V1;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Grpc.Net.Client;

namespace Border.Headquarters.Tests;

public sealed class ForwardingTests
{
    private static readonly RegisterCaseRequest Register = new()
    {
        CaseId = "a",
        RequestId = "r-1",
        Case = new() { Unit = "U-1", Area = "53", RegisterTime = Timestamp.FromDateTime(DateTime.UnixEpoch.AddYears(50)), PrincipalOffence = "illegal_crossing" },
    };

    [Fact]
    public async Task Call_OfAPage_ReachesTheService()
    {
        await using var headquarters = await RunningHeadquarters.StartAsync();
        using var page = headquarters.Open();
        var cases = new CaseService.CaseServiceClient(page);

        await cases.RegisterCaseAsync(Register);

        Assert.Equal("cases/a", (await cases.GetCaseAsync(new() { Name = "cases/a" })).Name);
    }

    [Fact]
    public async Task Call_ThatIsRefused_HasTheServicesDetails()
    {
        await using var headquarters = await RunningHeadquarters.StartAsync();
        using var page = headquarters.Open();

        var error = await Assert.ThrowsAsync<RpcException>(() => new CaseService.CaseServiceClient(page).RegisterCaseAsync(new()).ResponseAsync);

        Assert.Equal(Grpc.Core.StatusCode.InvalidArgument, error.StatusCode);
        Assert.NotEmpty(error.GetRpcStatus()!.GetDetail<BadRequest>().FieldViolations);
    }

    [Fact]
    public async Task Stream_OfAService_ComesAsItHappens()
    {
        await using var headquarters = await RunningHeadquarters.StartAsync();
        using var page = headquarters.Open();
        using var feed = new FeedService.FeedServiceClient(page).Subscribe(new() { Feed = "cases" });
        Assert.True(await feed.ResponseStream.MoveNext(default));

        await new CaseService.CaseServiceClient(page).RegisterCaseAsync(Register);

        while (feed.ResponseStream.Current.Events.Count == 0)
            Assert.True(await feed.ResponseStream.MoveNext(default));
        Assert.Equal("cases/a", feed.ResponseStream.Current.Events[0].Record);
    }

    [Fact]
    public async Task Call_ThatNamesAnotherActor_IsTheLocalUsers()
    {
        await using var headquarters = await RunningHeadquarters.StartAsync();
        using var page = headquarters.Open(null, ("x-border-web", "1"), ("border-actor", "somebody-else"), ("authorization", "Bearer x"));
        await new CaseService.CaseServiceClient(page).RegisterCaseAsync(Register);

        var note = await new CaseNoteService.CaseNoteServiceClient(page).AddNoteAsync(new() { Name = "cases/a", NoteId = "n", RequestId = "r-2", Text = "x" });

        Assert.Equal("local", note.Author);
    }

    public static TheoryData<string, string> Foreign => new()
    {
        { "x-nothing", "1" },
        { "x-border-web", "0" },
        { "sec-fetch-site", "cross-site" },
        { "sec-fetch-site", "same-site" },
        { "origin", "http://evil.example" },
        { "origin", "null" },
    };

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task Call_OfAPageOfAnotherOrigin_IsRefused(string header, string value)
    {
        await using var headquarters = await RunningHeadquarters.StartAsync();
        (string, string)[] own = header.StartsWith("x-", StringComparison.Ordinal) ? [] : [("x-border-web", "1")];
        using var page = headquarters.Open(null, [.. own, (header, value)]);

        var error = await Assert.ThrowsAsync<RpcException>(() => new CaseService.CaseServiceClient(page).RegisterCaseAsync(Register).ResponseAsync);

        Assert.Equal(Grpc.Core.StatusCode.PermissionDenied, error.StatusCode);
        await AssertNoCaseAsync(headquarters);
    }

    [Fact]
    public async Task Call_ByAnotherHostName_IsRefused()
    {
        await using var headquarters = await RunningHeadquarters.StartAsync();
        using var page = headquarters.Open(null, ("x-border-web", "1"), ("host", "evil.example"));

        await Assert.ThrowsAsync<RpcException>(() => new CaseService.CaseServiceClient(page).RegisterCaseAsync(Register).ResponseAsync);

        await AssertNoCaseAsync(headquarters);
    }

    [Fact]
    public async Task Call_ToAServiceThatIsAway_IsUnavailable()
    {
        await using var headquarters = await RunningHeadquarters.StartAsync(settings: ("Headquarters:Cases", "http://127.0.0.1:1"));
        using var page = headquarters.Open();

        var error = await Assert.ThrowsAsync<RpcException>(() => new CaseService.CaseServiceClient(page).GetCaseAsync(new() { Name = "cases/a" }).ResponseAsync);

        Assert.Equal(Grpc.Core.StatusCode.Unavailable, error.StatusCode);
    }

    private static async Task AssertNoCaseAsync(RunningHeadquarters headquarters)
    {
        using GrpcChannel page = headquarters.Open();
        Assert.Empty((await new CaseService.CaseServiceClient(page).ListCasesAsync(new())).Cases);
    }
}
