using Border.Cli.Files;

namespace Border.Cli.Submitting;

/// <summary>Sends the good rows of a file and tells plainly what was imported.</summary>
internal sealed class RowsImport(Session session, string path, TimeSpan giveUpAfter)
{
    private SubmissionRun? _run;

    public CountingWait Counting => _run?.Counting ?? new CountingWait();

    public async Task<int> RunAsync(IReadOnlyList<FileRow> rows, CancellationToken cancellation)
    {
        _run = new SubmissionRun(session, giveUpAfter, Report);
        var exitCode = await _run.RunAsync(rows.Select(Submission).ToAsyncEnumerable(), cancellation);
        await session.Terminal.Out.WriteLineAsync(
            $"{_run.Accepted + _run.Repeated} of {rows.Count} rows imported, {_run.Refused} refused{_run.Rest}");
        return exitCode;
    }

    /// <summary>
    /// Each import is a new request: a value that comes back over a later revision is no retry of the first. What is repeated
    /// within the import, when the connection breaks, keeps its id.
    /// </summary>
    private static InputLine Submission(FileRow row)
    {
        var request = row.Request(Guid.CreateVersion7().ToString());
        return InputLine.Of(new Submission(row.Line, SubmissionKind.All.Single(kind => kind.Request == request.Descriptor), request));
    }

    private void Report(Answer answer)
    {
        if (answer.Fault is not { } fault)
            return;
        var violations = string.Concat(fault.Violations.Select(v => $" {v.Field}: {v.Description}"));
        session.Terminal.Error.WriteLine($"{path}:{answer.Line}: {fault.Code}: {fault.Message}{violations}");
    }
}
