using Border.Field.Attachments;
using Border.Field.Devices;
using Border.Field.Lists;
using Border.Field.Queue;
using Border.Field.Sending;
using Grpc.Core;

namespace Border.Field.Syncing;

/// <summary>
/// Sends what waits on a device, each record under its author, in small batches. It may be ended at any moment: what was not
/// answered is sent again with the same request id, which has no second effect.
/// </summary>
/// <param name="connect">Gives the server for calls as somebody: that of a service, or without one that of each call.</param>
/// <param name="giveUpAfter">How long to keep trying while the server answers nothing.</param>
internal sealed class FieldSync(Device device, Func<Credential, string?, CallInvoker> connect, TimeProvider time, TimeSpan giveUpAfter)
{
    private const int MaxUploads = 3;

    private readonly BatchSize _size = new();
    private CallInvoker? _registry;

    /// <summary>How many bytes of records are sent now before the answers are waited for.</summary>
    public int BatchBytes => _size.Bytes;

    /// <summary>Sends until nothing more can be sent now.</summary>
    public async Task<SyncReport> RunAsync(CancellationToken cancellation)
    {
        var report = new SyncReport();
        _registry = null;
        foreach (var author in device.Queue.WaitingAuthors().Prepend(device.User).Distinct())
        {
            var who = new Credential(author, device.TokenOf(author));
            var patrols = connect(who, Contact.Service);
            var fault = await Contact.MakeAsync(device, author, patrols, time, cancellation) ?? await CheckInAsync(patrols, cancellation);
            // Once told, it sends nothing whatever it is told.
            if (CheckIn.IsRevocation(fault) || device.IsRevoked)
                report.IsRevoked = true;
            else if (fault?.Code == StatusCode.Unauthenticated)
                report.Unknown.Add(author);
            else if (fault is not null)
                report.Fault = fault;
            else
                await SendAllAsync(who, report, cancellation);
            if (fault is null && author == device.User)
                await ListDelivery.FetchAsync(device, service => connect(who, service), cancellation);
            if (report.IsRevoked || report.Fault is { Kind: FaultKind.Unreachable })
                break;
        }

        // The registry is told what still waits, too.
        if (_registry is not null && report.Settled > 0 && report.Fault is not { Kind: FaultKind.Unreachable })
            await CheckIn.MakeAsync(device, _registry, cancellation);
        return report;
    }

    // Once a run, by the first officer from whom the registry takes it, and before anything is sent.
    private async Task<ServerFault?> CheckInAsync(CallInvoker patrols, CancellationToken cancellation)
    {
        if (_registry is not null)
            return null;
        var fault = await CheckIn.MakeAsync(device, patrols, cancellation);
        _registry = fault is null ? patrols : null;
        return CheckIn.Stops(fault) ? fault : null;
    }

    private async Task SendAllAsync(Credential who, SyncReport report, CancellationToken cancellation)
    {
        var turn = new AuthorTurn(who.Author, connect(who, null), report);
        // What went wrong with another officer's records is no reason to leave this one's.
        var before = report.Fault;
        report.Fault = null;
        var stuck = new Dictionary<string, ServerFault>();
        bool isMore;
        do
        {
            var waiting = WaitingAttachments(turn.Author);
            isMore = await SendBatchAsync(turn, waiting, cancellation);
            // Records go first: they are small, and a photo may take an hour. One that fails each time keeps no others back.
            if (!isMore && report.Fault is null && waiting.Find(kept => !stuck.ContainsKey(kept.Sha256)) is { } next)
            {
                if (await UploadAsync(next, connect(who, next.Service), report, cancellation) is { } fault)
                    stuck.Add(next.Sha256, fault);
                isMore = true;
            }
        }
        while (isMore && report.Fault is null);
        await CompareAsync(turn, cancellation);
        report.Fault ??= stuck.Values.FirstOrDefault() ?? before;
    }

    /// <param name="waiting">Attachments that are not at the server yet.</param>
    /// <returns>Whether there was anything to send.</returns>
    private async Task<bool> SendBatchAsync(AuthorTurn turn, IReadOnlyList<KeptAttachment> waiting, CancellationToken cancellation)
    {
        var batch = Batch.Take(device.Queue, turn, waiting, _size.Bytes);
        if (batch.Entries.Count == 0)
            return false;
        device.Queue.NoteSending(batch.Entries);
        var answers = new BatchAnswers(device, batch, turn);
        var submitter = new BulkSubmitter(turn.Server, time, giveUpAfter, _ => _size.Broke()) { HoldBehind = new() };
        var started = time.GetTimestamp();
        try
        {
            await submitter.RunAsync(batch.Lines(), answers.Take, cancellation);
            _size.Passed(batch.Bytes, time.GetElapsedTime(started));
        }
        catch (GaveUpException gaveUp)
        {
            turn.Report.Fault = gaveUp.Fault;
        }

        return true;
    }

    private List<KeptAttachment> WaitingAttachments(string author) =>
        [.. device.Attachments.All().Where(kept => kept.State == EntryState.Ready && kept.Author == author)];

    /// <returns>Why it could not be sent now, which may be for this one alone; null when it was, or was refused, or none can be.</returns>
    private async Task<ServerFault?> UploadAsync(KeptAttachment kept, CallInvoker server, SyncReport report, CancellationToken cancellation)
    {
        var upload = new AttachmentUpload(server, kept.Service, device.Attachments.ContentOf(kept));
        for (var attempt = 1; await TryUploadAsync(upload, cancellation) is { } fault; attempt++)
        {
            if (!BatchAnswers.IsFinal(fault) || fault.Code == StatusCode.OutOfRange)
            {
                if (fault.Code is not (StatusCode.Unavailable or StatusCode.ResourceExhausted or StatusCode.Unauthenticated))
                    return fault;
                report.Fault = fault;
                return null;
            }

            // What was refused may have been damaged on its way; what is refused each time was not.
            if (attempt == MaxUploads)
            {
                device.Attachments.NoteRefused(kept, fault);
                return null;
            }
        }

        device.Attachments.NoteReceived(kept);
        report.Attachments++;
        return null;
    }

    /// <returns>Null when it is there.</returns>
    private async Task<ServerFault?> TryUploadAsync(AttachmentUpload upload, CancellationToken cancellation)
    {
        var transfer = new Transfer(giveUpAfter, time);
        try
        {
            await transfer.RunAsync(() => upload.RunAsync(transfer, cancellation), cancellation);
            return null;
        }
        catch (RpcException broken) when (!cancellation.IsCancellationRequested)
        {
            return ServerFault.From(broken);
        }
    }

    // A proposal shows the server's version beside the officer's, so it is fetched while there is a network.
    private async Task CompareAsync(AuthorTurn turn, CancellationToken cancellation)
    {
        foreach (var entry in device.Queue.Of(EntryState.Proposal).Where(entry => entry.Author == turn.Author && device.Queue.TheirsOf(entry) is null))
        {
            try
            {
                if (await Proposals.Proposal.FetchAsync(device.Queue, entry, turn.Server, cancellation) is { } theirs)
                    device.Queue.KeepTheirs(entry, theirs);
            }
            catch (RpcException) when (!cancellation.IsCancellationRequested)
            {
                // The next run fetches it.
            }
        }
    }
}
