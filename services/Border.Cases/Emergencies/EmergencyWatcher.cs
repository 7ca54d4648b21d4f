using System.Globalization;
using Border.Cases.V1;
using Border.Storage;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cases.Emergencies;

/// <summary>Tells watchers of the emergency accesses that wait for review, and of what happens to them.</summary>
internal sealed class EmergencyWatcher(
    EmergencyRegister register, [FromKeyedServices(CasesModule.Service)] IDocumentStore store)
{
    private const int PageSize = 1000;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <param name="tell">Takes what the watcher is told.</param>
    public async Task RunAsync(Func<EmergencyAccess, Task> tell, CancellationToken ct)
    {
        // Before what waits: what happens in between is then read again, and known by its version.
        var position = await store.HeadAsync(ct);
        var known = await TellWaitingAsync(tell, ct);
        while (true)
        {
            var events = await store.ReadAsync(position, PageSize, ct);
            foreach (var access in events.Where(IsOfAccess).Select(Read).Where(EmergencyKind.Records.IsInSight))
            {
                if (known.GetValueOrDefault(access.Name) != access.Etag)
                    await tell(access);
            }

            if (events.Count > 0)
                position = events[^1].Position;
            else
                await store.WaitAsync(position, LongestWait, ct);
        }
    }

    private async Task<Dictionary<string, string>> TellWaitingAsync(Func<EmergencyAccess, Task> tell, CancellationToken ct)
    {
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        ListEmergencyAccessesRequest request = new() { AwaitingReview = true, PageSize = 200 };
        do
        {
            var page = await register.ListAsync(request, ct);
            foreach (var access in page.Accesses)
            {
                told[access.Name] = access.Etag;
                await tell(access);
            }

            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return told;
    }

    private static bool IsOfAccess(FeedEvent happened) => happened.Record.StartsWith(EmergencyKind.Collection + "/", StringComparison.Ordinal);

    private static EmergencyAccess Read(FeedEvent happened)
    {
        var access = Any.Parser.ParseFrom(happened.State).Unpack<EmergencyAccess>();
        access.Etag = happened.Version.ToString(CultureInfo.InvariantCulture);
        access.UpdateTime = Timestamp.FromDateTimeOffset(happened.CommitTime);
        return access;
    }
}
