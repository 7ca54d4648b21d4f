using Border.Cli.Files;
using Border.Statistics.V1;

namespace Border.Cli.Submitting;

/// <summary>Sends the good rows of a returns file and tells plainly what was imported.</summary>
internal sealed class ReturnsImport(Session session, string path, TimeSpan giveUpAfter)
{
    private static readonly SubmissionKind Kind = SubmissionKind.All.Single(kind => kind.Request == SubmitReturnRequest.Descriptor);

    private SubmissionRun? _run;

    public CountingWait Counting => _run?.Counting ?? new CountingWait();

    public async Task<int> RunAsync(IReadOnlyList<ReturnRow> rows, string salt, CancellationToken cancellation)
    {
        _run = new SubmissionRun(session, giveUpAfter, Report);
        var exitCode = await _run.RunAsync(rows.Select(row => Submission(row, salt)).ToAsyncEnumerable(), cancellation);
        await session.Terminal.Out.WriteLineAsync(
            $"{_run.Accepted} of {rows.Count} rows imported, {_run.Repeated} imported before, {_run.Refused} refused{_run.Rest}");
        if (_run.Repeated > 0)
            await session.Terminal.Error.WriteLineAsync(
                "Rows that were imported before changed nothing now. To put them back over a later revision, give --as-new.");
        return exitCode;
    }

    private static InputLine Submission(ReturnRow row, string salt)
    {
        var request = new SubmitReturnRequest { Return = row.Return };
        request.RequestId = RequestId.Of(Kind.Name, request, salt);
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
