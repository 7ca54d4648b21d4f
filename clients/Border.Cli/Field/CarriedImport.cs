using Border.Cli.Printing;
using Border.Field.Attachments;
using Border.Field.Carrying;
using Google.Protobuf;
using Grpc.Core;

namespace Border.Cli.Field;

/// <summary>Sends what a carried file holds: first the photos and documents, then the records that name them.</summary>
internal sealed class CarriedImport(Session session, CarriedFile carried, TimeSpan giveUpAfter)
{
    private readonly List<Answer> _answers = [];
    private readonly List<CarriedAttachment> _stored = [];
    private int _exitCode = ExitCode.Ok;

    public IReadOnlyList<Answer> Answers => _answers;

    /// <summary>The attachments that the server has.</summary>
    public IReadOnlyList<CarriedAttachment> Stored => _stored;

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        foreach (var attachment in carried.Attachments)
            await UploadAsync(attachment, cancellation);
        // In the order of the file: an officer adds to what another one has made.
        var refused = new RefusedRecords();
        foreach (var run in RunsOfAuthors())
        {
            var submitter = new BulkSubmitter(session.Bringing(run[0].Record.Author), session.Time, giveUpAfter, _ => { }) { HoldBehind = refused };
            var lines = run.Select(pair => InputLine.Of(new Submission(pair.Record.Place, SubmissionKind.Find(pair.Record.Kind)!, pair.Request)));
            try
            {
                await submitter.RunAsync(lines.ToAsyncEnumerable(), Take, cancellation);
            }
            catch (GaveUpException gaveUp)
            {
                foreach (var line in FaultText.Lines(gaveUp.Fault, session.Server))
                    await session.Terminal.Error.WriteLineAsync(line);
                return ExitCode.Of(gaveUp.Fault);
            }
        }

        return _exitCode;
    }

    private IEnumerable<IReadOnlyList<(CarriedRecord Record, IMessage Request)>> RunsOfAuthors()
    {
        var all = carried.Records;
        for (int start = 0, end; start < all.Count; start = end)
        {
            for (end = start + 1; end < all.Count && all[end].Record.Author == all[start].Record.Author; end++)
            {
            }

            yield return [.. all.Take(start..end)];
        }
    }

    // A record whose photo is refused is refused for that by its service, and says so.
    private async Task UploadAsync(CarriedAttachment attachment, CancellationToken cancellation)
    {
        var transfer = new Transfer(giveUpAfter, session.Time);
        var upload = new AttachmentUpload(session.InvokersOf([attachment.Service])[0], attachment.Service, attachment);
        try
        {
            await transfer.RunAsync(() => upload.RunAsync(transfer, cancellation), cancellation);
            _stored.Add(attachment);
        }
        catch (RpcException refused) when (ServerFault.From(refused) is { Kind: FaultKind.Refused } fault && !cancellation.IsCancellationRequested)
        {
            await session.Terminal.Error.WriteLineAsync($"The attachment {attachment.Sha256} was refused.");
            foreach (var line in FaultText.Lines(fault, session.Server))
                await session.Terminal.Error.WriteLineAsync(line);
            _exitCode = ExitCode.Refused;
        }
    }

    private void Take(Answer answer)
    {
        _answers.Add(answer);
        session.Terminal.Out.WriteLine(answer.ToJson());
        _exitCode = Math.Max(_exitCode, answer.Accepted is null ? ExitCode.Refused : ExitCode.Ok);
    }
}
