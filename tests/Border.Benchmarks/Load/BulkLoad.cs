using System.Diagnostics;

namespace Border.Benchmarks.Load;

/// <summary>Several clients that upload cases at the same time, as fast as they are let.</summary>
internal static class BulkLoad
{
    /// <returns>The records a second, from the first that was sent to the last that was answered.</returns>
    public static async Task<double> RunAsync(Uri address, MessageSequence messages, int clients, int records, CancellationToken ct)
    {
        var accepted = 0;
        var uploads = new List<BulkUpload>();
        for (var i = 0; i < clients; i++)
            uploads.Add(await BulkUpload.OpenAsync(address, CaseMessages.SubmitMethod, _ => Interlocked.Increment(ref accepted), ct));
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(uploads.Select(upload => Task.Run(() => UploadAsync(upload), ct)));
        var elapsed = Stopwatch.GetElapsedTime(started);
        uploads.ForEach(upload => upload.Dispose());
        return accepted == records
            ? records / elapsed.TotalSeconds
            : throw new InvalidOperationException($"{accepted} of {records} records were acknowledged.");

        async Task UploadAsync(BulkUpload upload)
        {
            await upload.SendAsync(messages, records / clients, ct);
            await upload.FinishAsync(ct);
        }
    }
}
