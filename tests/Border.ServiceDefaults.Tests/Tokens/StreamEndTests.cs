using System.Security.Cryptography;
using Border.Cases.V1;
using Border.Feed.V1;
using Border.ServiceDefaults.Bulk;
using Border.ServiceDefaults.Feeds;
using Border.ServiceDefaults.Tokens;
using Border.Storage;
using Border.Testing;
using Border.Type.V1;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Border.ServiceDefaults.Tests.Tokens;

/// <summary>Streams of callers whose tokens end while they are open.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class StreamEndTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly ScratchFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private readonly TaskCompletionSource _handling = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ECDsa _key = ECDsa.Create();
    private TestHost _host = null!;
    private BulkStream _bulk = null!;

    public async Task InitializeAsync()
    {
        var cases = new ScriptedCases
        {
            Submit = (requests, responses, context) => _bulk.RunAsync(requests, responses, request => request.Register, _ => [], HandleAsync, context),
        };
        _host = await TestHost.StartAsync(
            cases,
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(_clock);
                builder.Services.Configure<StorageOptions>(storage => storage.DataDirectory = _folder.Path);
                builder.Services.AddDocumentStore("cases").AddFeed("cases", ["cases"], _ => []);
            },
            args: ["--Tokens:Issuer=local", "--Tokens:ClockSkew=00:00:00"]);
        _bulk = _host.Services.GetRequiredService<BulkStream>();
        _key.ImportFromPem(await File.ReadAllTextAsync(_folder.File(LocalKey.FileName)));
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _key.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Bulk_AtTheEndOfTheToken_AnswersWhatWasReadAndReadsNoMore()
    {
        using var call = _host.Cases.SubmitCases(Ending("supervisor"), Soon());
        await call.RequestStream.WriteAsync(Registering("r1"));
        await _handling.Task.WaitAsync(Patience);
        _clock.Advance(Life);

        _release.SetResult();

        Assert.True(await call.ResponseStream.MoveNext(default));
        Assert.Equal(("r1", "cases/r1"), (call.ResponseStream.Current.RequestId, call.ResponseStream.Current.Accepted.Name));
        Assert.Equal("ERROR_REASON_TOKEN_NOT_ACCEPTED", (await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(default))).Reason());
    }

    [Fact]
    public async Task Feed_AtTheEndOfTheToken_Ends()
    {
        using var call = new FeedService.FeedServiceClient(_host.Channel).Subscribe(new() { Feed = "cases" }, Ending("service"), Soon());
        Assert.True(await call.ResponseStream.MoveNext(default));

        _clock.Advance(Life);

        // It may tell once more that it is there.
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext(default))
            {
            }
        });
        Assert.Equal((StatusCode.Unauthenticated, "ERROR_REASON_TOKEN_NOT_ACCEPTED"), (error.StatusCode, error.Reason()));
    }

    private async Task<Accepted> HandleAsync(SubmitCasesRequest request, CancellationToken ct)
    {
        _handling.SetResult();
        await _release.Task;
        return new() { Name = $"cases/{request.Register.CaseId}", Etag = "1" };
    }

    private Metadata Ending(string role)
    {
        using var tokens = new HostileTokens(_key, _clock.GetUtcNow());
        var claims = tokens.With("exp", (_clock.GetUtcNow() + Life).ToUnixTimeSeconds());
        claims["border_roles"] = role;
        claims["border_areas"] = "*";
        return new() { { "authorization", $"Bearer {tokens.Signed(HostileTokens.Header(), claims)}" } };
    }

    private static DateTime Soon() => TimeProvider.System.GetUtcNow().UtcDateTime + Patience;

    private static SubmitCasesRequest Registering(string id) => new() { Register = Requests.Register(id, id) };
}
