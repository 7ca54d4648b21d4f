using System.Globalization;
using Border.Cli.Submitting;
using Border.Field.Attachments;

namespace Border.Cli.Attachments;

/// <summary>A transfer that shows how far it has come.</summary>
internal static class MeteredTransfer
{
    /// <param name="sizeBytes">How many bytes there are in all; 0 when that is not known.</param>
    public static async Task<T> RunAsync<T>(
        Session session, long sizeBytes, TimeSpan giveUpAfter, Func<Transfer, Task<T>> attempt, CancellationToken cancellation)
    {
        var transfer = new Transfer(giveUpAfter, session.Time);
        await using var meter = ProgressMeter.Start(
            session.Terminal,
            session.Time,
            () => sizeBytes > 0 ? $"{MiB(transfer.MovedBytes)} of {MiB(sizeBytes)} MiB" : $"{MiB(transfer.MovedBytes)} MiB");
        return await transfer.RunAsync(() => attempt(transfer), cancellation);
    }

    private static string MiB(long bytes) => (bytes / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture);
}
