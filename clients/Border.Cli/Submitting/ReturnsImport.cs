using Border.Cli.Files;
using Border.Statistics.V1;

namespace Border.Cli.Submitting;

/// <summary>Sends the good rows of a returns file and tells plainly what was imported.</summary>
internal sealed class ReturnsImport(Session session, string path, TimeSpan giveUpAfter)
{
    private static readonly SubmissionKind Kind = SubmissionKind.All.Single(kind => kind.Request == SubmitReturnRequest.Descriptor);

    private SubmissionRun? _run;

    public CountingWait Counting => _run?.Counting ?? new CountingWait();

    public async Task<int> RunAsync(IReadOnlyList<ReturnRow> rows, CancellationToken cancellation)
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
    private static InputLine Submission(ReturnRow row)
    {
        var request = new SubmitReturnRequest { Return = row.Return, RequestId = Guid.NewGuid().ToString() };
        return InputLine.Of(new Submission(row.Line, Kind, request));
    }

    private void Report(Answer answer)
    {
        if (answer.Fault is not { } fault)
            return;
        var violations = string.Concat(fault.Violations.Select(v => $" {v.Field}: {v.Description}"));
        session.Terminal.Error.WriteLine($"{path}:{answer.Line}: {fault.Code}: {fault.Message}{violations}");
    }
}
