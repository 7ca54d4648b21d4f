using Border.Field.Devices;
using Border.Field.Sending;

namespace Border.Field.Syncing;

/// <summary>Keeps a device in step with the server while the network comes and goes.</summary>
/// <param name="told">Is told each run that brought something, or went wrong in another way than the one before.</param>
internal sealed class Follower(Device device, FieldSync sync, TimeProvider time, Action<SyncReport> told)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ContactEvery = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>For how long what was received stays, however long this goes on.</summary>
    public required TimeSpan KeepFor { get; init; }

    /// <returns>The run after which there is nothing more to do: the device is revoked.</returns>
    public async Task<SyncReport> RunAsync(CancellationToken cancellation)
    {
        var failures = 0;
        var before = StateOf(new SyncReport());
        while (true)
        {
            device.RemoveSettledBefore(device.Clock.GetUtcNow() - KeepFor);
            var report = await sync.RunAsync(cancellation);
            if (report.IsRevoked)
                return report;
            if (report.Settled > 0 || StateOf(report) != before)
                told(report);
            before = StateOf(report);
            failures = report.Fault is null ? 0 : failures + 1;
            if (failures > 0)
                await Task.Delay(Pause(failures), time, cancellation);
            else
                await WaitForWorkAsync(cancellation);
        }
    }

    private static (FaultKind?, string Unknown) StateOf(SyncReport report) => (report.Fault?.Kind, string.Join(' ', report.Unknown));

    // Spread, so that many devices do not come back at one moment.
    private static TimeSpan Pause(int failures)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(failures - 1, 10));
        return (pause < LongestPause ? pause : LongestPause) * (0.5 + Random.Shared.NextDouble() / 2);
    }

    private async Task WaitForWorkAsync(CancellationToken cancellation)
    {
        var since = time.GetTimestamp();
        var stuck = device.Queue.WaitingCount();
        do
            await Task.Delay(LookEvery, time, cancellation);
        while (device.Queue.WaitingCount() == stuck && time.GetElapsedTime(since) < ContactEvery);
    }
}
