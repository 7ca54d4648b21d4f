using Border.Cases.Erasing;
using Border.Cases.Links;
using Border.ServiceDefaults.Hosting;
using Border.ServiceDefaults.Tokens;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Border.Cases.Tests.Erasing;

public sealed class ErasureFollowerTests
{
    [Fact]
    public async Task Follow_WithAFaultThatLasts_TellsOfItOnce()
    {
        var (services, log, listen) = (new FailingServices(rounds: 3), new CountedLog(), new ServiceListenOptions());
        var channels = new ServiceChannels(new TlsFiles(listen, TimeProvider.System, NullLogger.Instance), new OwnCalls(Options.Create(listen)));
        var options = Options.Create(new LinkedServiceOptions { Persons = new("http://127.0.0.1:1") });
        using var follower = new ErasureFollower(services, options, channels, new HurriedClock(), log);

        await follower.StartAsync(default);
        await services.Asked;
        await follower.StopAsync(default);

        Assert.Equal([LogLevel.Error], log.Levels);
    }

    private sealed class FailingServices(int rounds) : IServiceProvider
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _rounds = rounds;

        public Task Asked => _asked.Task;

        public object? GetService(System.Type serviceType)
        {
            if (--_rounds == 0)
                _asked.SetResult();
            throw new InvalidOperationException("invented");
        }
    }

    private sealed class CountedLog : ILogger<ErasureFollower>
    {
        public List<LogLevel> Levels { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Levels.Add(logLevel);
    }

    // Its timers are due a hundred times as soon.
    private sealed class HurriedClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime / 100, period / 100);
    }
}
