using System.Diagnostics.Metrics;
using Border.ServiceDefaults.Health;
using Border.Storage;
using Border.Testing;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Border.ServiceDefaults.Tests.Health;

public sealed class HealthTests
{
    private const string Cases = "border.cases.v1.CaseService";

    private readonly ScriptedHealth _storage = new(Cases);

    [Fact]
    public async Task Watch_StorageGoingAndComingBack_TellsEveryChange()
    {
        await using var host = await StartAsync();
        using var watch = new Grpc.Health.V1.Health.HealthClient(host.Channel).Watch(new() { Service = Cases });
        await UntilAsync(watch, ServingStatus.Serving);

        _storage.Answer = _ => throw new InvalidOperationException("away");
        await UntilAsync(watch, ServingStatus.NotServing);

        _storage.Answer = _ => Task.FromResult(true);
        await UntilAsync(watch, ServingStatus.Serving);
    }

    [Fact]
    public async Task Poll_StorageThatFails_TellsEachCauseOnceUntilItServesAgain()
    {
        using var log = new CapturedLog();
        await using var host = await StartAsync(log);

        foreach (var cause in (string[])["away", "full", "away", "", "away"])
            await AskedTwiceAsync(() => cause.Length == 0 ? Task.FromResult(true) : throw new InvalidOperationException(cause));

        Assert.Equal(
            [$"Not served: {Cases}. away", $"Not served: {Cases}. full", $"Not served: {Cases}. away"],
            from entry in log.Entries where entry.Level == LogLevel.Warning select entry.Text);
    }

    [Fact]
    public async Task Poll_DatabaseThatDoesNotKnowTheRole_TellsSo()
    {
        using var log = new CapturedLog();
        using var place = await StoragePlace.NewAsync(StorageEngineKind.Postgres);
        place.Options.ConnectionString = place.Options.ConnectionString.Replace("Username=postgres", "Username=nobody_here", StringComparison.Ordinal);
        await using var host = await TestHost.StartAsync(
            configure: builder =>
            {
                builder.Logging.AddProvider(log);
                builder.Services.AddDocumentStore("test").AddStoreHealth("test", Cases).AddSingleton<IHealthContributor>(_storage);
            },
            args: [.. place.Arguments]);

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!log.Entries.Any(entry => entry.Text.Contains("28000", StringComparison.Ordinal)))
            await Task.Delay(20, limit.Token);
        await AskedTwiceAsync(() => Task.FromResult(true));

        var (level, text) = Assert.Single(log.Entries, entry => entry.Text.Contains("28000", StringComparison.Ordinal));
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("role \"nobody_here\" does not exist", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_StorageThatDoesNotAnswer_IsNotServing()
    {
        await using var host = await StartAsync();
        using var watch = new Grpc.Health.V1.Health.HealthClient(host.Channel).Watch(new() { Service = "" });
        await UntilAsync(watch, ServingStatus.Serving);

        _storage.Answer = async ct =>
        {
            await Task.Delay(Timeout.Infinite, ct);
            return true;
        };

        await UntilAsync(watch, ServingStatus.NotServing);
    }

    [Fact]
    public async Task Gauge_StorageGoingAndComingBack_TellsIt()
    {
        await using var host = await StartAsync();
        using var watch = new Grpc.Health.V1.Health.HealthClient(host.Channel).Watch(new() { Service = Cases });
        await UntilAsync(watch, ServingStatus.Serving);
        var before = Serving(host);

        _storage.Answer = _ => Task.FromResult(false);
        await UntilAsync(watch, ServingStatus.NotServing);

        Assert.Equal((1, 0), (before[Cases], Serving(host)[Cases]));
    }

    [Theory]
    [InlineData("")]
    [InlineData(Cases)]
    public async Task Check_StorageThere_IsServing(string service)
    {
        await using var host = await StartAsync();
        var client = new Grpc.Health.V1.Health.HealthClient(host.Channel);
        using var watch = client.Watch(new() { Service = service });
        await UntilAsync(watch, ServingStatus.Serving);

        Assert.Equal(ServingStatus.Serving, (await client.CheckAsync(new() { Service = service })).Status);
    }

    [Fact]
    public async Task Check_HealthServiceItselfWhileStorageIsAway_IsServing()
    {
        _storage.Answer = _ => Task.FromResult(false);
        await using var host = await StartAsync();
        var client = new Grpc.Health.V1.Health.HealthClient(host.Channel);
        using var watch = client.Watch(new() { Service = Cases });
        await UntilAsync(watch, ServingStatus.NotServing);

        Assert.Equal(ServingStatus.Serving, (await client.CheckAsync(new() { Service = "grpc.health.v1.Health" })).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData(Cases)]
    public async Task Check_StorageThatHasNotAnsweredYet_IsNotServing(string service)
    {
        var answer = new TaskCompletionSource<bool>();
        _storage.Answer = _ => answer.Task;
        await using var host = await StartAsync();

        Assert.Equal(ServingStatus.NotServing, (await new Grpc.Health.V1.Health.HealthClient(host.Channel).CheckAsync(new() { Service = service })).Status);

        answer.SetResult(true);
    }

    [Theory]
    [InlineData(true, ServingStatus.NotServing)]
    [InlineData(false, ServingStatus.Serving)]
    public async Task Check_ProcessWhilePartOfItIsAway_DependsOnWhetherItIsNeeded(bool isNeeded, ServingStatus status)
    {
        _storage.IsNeededByProcess = isNeeded;
        _storage.Answer = _ => Task.FromResult(false);
        var other = new ScriptedHealth("other");
        await using var host = await TestHost.StartAsync(
            configure: builder => builder.Services.AddSingleton<IHealthContributor>(_storage).AddSingleton<IHealthContributor>(other), args: []);
        var client = new Grpc.Health.V1.Health.HealthClient(host.Channel);
        using var watch = client.Watch(new() { Service = "other" });
        // Then everything has been asked.
        await UntilAsync(watch, ServingStatus.Serving);
        using var process = client.Watch(new() { Service = "" });

        await UntilAsync(process, status);

        Assert.Equal(ServingStatus.NotServing, (await client.CheckAsync(new() { Service = Cases })).Status);
    }

    [Fact]
    public async Task Check_UnknownService_IsNotFound()
    {
        await using var host = await StartAsync();
        var client = new Grpc.Health.V1.Health.HealthClient(host.Channel);

        var error = await Assert.ThrowsAsync<RpcException>(() => client.CheckAsync(new() { Service = "x" }).ResponseAsync);

        Assert.Equal(StatusCode.NotFound, error.StatusCode);
    }

    [Fact]
    public async Task Watch_ProcessStopping_SaysNotServingAndEnds()
    {
        await using var host = await StartAsync();
        using var watch = new Grpc.Health.V1.Health.HealthClient(host.Channel).Watch(new() { Service = Cases });
        await UntilAsync(watch, ServingStatus.Serving);

        var stop = host.StopAsync();

        await UntilAsync(watch, ServingStatus.NotServing);
        Assert.False(await watch.ResponseStream.MoveNext(CancellationToken.None));
        await stop.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task ProbePort_Health_IsServedAndNothingElse()
    {
        var port = FreePort.Next();
        await using var host = await StartAsync($"--Listen:HealthPort={port}");
        using var probe = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
        using var watch = new Grpc.Health.V1.Health.HealthClient(probe).Watch(new());
        await UntilAsync(watch, ServingStatus.Serving);

        var error = await Assert.ThrowsAsync<RpcException>(
            () => new Cases.V1.CaseService.CaseServiceClient(probe).GetCaseAsync(new() { Name = "cases/a" }).ResponseAsync);

        Assert.Equal(StatusCode.Unimplemented, error.StatusCode);
        Assert.Equal("cases/a", (await host.Cases.GetCaseAsync(new() { Name = "cases/a" })).Name);
    }

    [Fact]
    public void AddStoreHealth_SeveralServicesOfOneStore_AskItOnce()
    {
        var services = new ServiceCollection().AddStoreHealth("a", "one", "two").AddStoreHealth("b", "three").AddStoreHealth("a", "three", "one");

        var contributors = services.BuildServiceProvider().GetServices<IHealthContributor>();

        Assert.Equal(["one two three", "three"], contributors.Select(contributor => string.Join(' ', contributor.Services)));
    }

    // The next is asked when all that the one before was told is known.
    private async Task AskedTwiceAsync(Func<Task<bool>> answer)
    {
        var asked = new SemaphoreSlim(0);
        _storage.Answer = _ =>
        {
            asked.Release();
            return answer();
        };
        for (var times = 0; times < 2; times++)
            Assert.True(await asked.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    private Task<TestHost> StartAsync(CapturedLog log) => TestHost.StartAsync(
        configure: builder =>
        {
            builder.Logging.AddProvider(log);
            builder.Services.AddSingleton<IHealthContributor>(_storage);
        },
        args: []);

    private static IReadOnlyDictionary<string, double> Serving(TestHost host) =>
        Gauges.Read(host.Services.GetRequiredService<IMeterFactory>(), "border.serving", "service");

    private Task<TestHost> StartAsync(params string[] args) =>
        TestHost.StartAsync(configure: builder => builder.Services.AddSingleton<IHealthContributor>(_storage), args: args);

    private static async Task UntilAsync(AsyncServerStreamingCall<HealthCheckResponse> watch, ServingStatus status)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (watch.ResponseStream.Current?.Status != status)
            Assert.True(await watch.ResponseStream.MoveNext(limit.Token));
    }

    private sealed class ScriptedHealth(string service) : IHealthContributor
    {
        public Func<CancellationToken, Task<bool>> Answer { get; set; } = _ => Task.FromResult(true);

        public IReadOnlyCollection<string> Services => [service];

        public bool IsNeededByProcess { get; set; } = true;

        public Task<bool> IsServingAsync(CancellationToken ct) => Answer(ct);
    }
}
