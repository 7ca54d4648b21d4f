using Border.ServiceDefaults.Hosting;
using Border.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Border.ServiceDefaults.Tests.Hosting;

public sealed class StartWorkTests
{
    // What leaves it ends the process, with all its services.
    [Theory]
    [InlineData(false, LogLevel.Warning)]
    [InlineData(true, LogLevel.Error)]
    public async Task Execute_AFault_IsLoggedAndItIsTriedAgain(bool isBroken, LogLevel level)
    {
        using var log = new CapturedLog();
        var clock = new FakeTimeProvider();
        using var work = new FailsOnce(isBroken ? new InvalidDataException("broken") : new StorageUnavailableException("away"), clock, log);

        await work.StartAsync(default);
        while (!work.ExecuteTask!.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(5);
        }

        await work.ExecuteTask;
        Assert.Equal(2, work.Tries);
        Assert.Equal(level, Assert.Single(log.Entries).Level);
    }

    private sealed class FailsOnce(Exception fault, TimeProvider clock, ILogger logger) : StartWork("Something", clock, logger)
    {
        public int Tries { get; private set; }

        protected override Task RunAsync(CancellationToken ct) => ++Tries == 1 ? throw fault : Task.CompletedTask;
    }
}
