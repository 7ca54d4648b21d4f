using Border.Cli.Printing;

namespace Border.Cli.Submitting;

/// <summary>One run of many requests: sends, counts the answers, shows how far it is.</summary>
internal sealed class SubmissionRun(Session session, TimeSpan giveUpAfter, Action<Answer> onAnswer)
{
    private readonly long[] _counts = new long[Enum.GetValues<AnswerKind>().Length];

    public long Accepted => _counts[(int)AnswerKind.Accepted];

    public long Repeated => _counts[(int)AnswerKind.Repeated];

    public long Refused => _counts[(int)AnswerKind.Refused];

    /// <summary>What the summary has to say besides.</summary>
    public string Rest => _counts[(int)AnswerKind.Unanswered] is var count and > 0
        ? $", {count} without an answer. Sending them again is safe."
        : ".";

    public CountingWait Counting { get; } = new();

    /// <summary>Gives the exit code. When it is given up, says why on standard error.</summary>
    public async Task<int> RunAsync(IAsyncEnumerable<InputLine> lines, CancellationToken cancellation)
    {
        var submitter = new BulkSubmitter(session.Invoker, session.Time, giveUpAfter, WarnOfOutage);
        try
        {
            await using var meter = ProgressMeter.Start(
                session.Terminal, session.Time, () => $"{_counts.Sum()} answered, {Refused} of them refused");
            await submitter.RunAsync(lines, Take, cancellation);
        }
        catch (GaveUpException gaveUp)
        {
            foreach (var line in FaultText.Lines(gaveUp.Fault, session.Server))
                await session.Terminal.Error.WriteLineAsync(line);
            await session.Terminal.Error.WriteLineAsync(
                $"Given up after {giveUpAfter.TotalSeconds:0} s without an answer; {_counts.Sum()} lines have theirs. "
                + "Sending the file again is safe.");
            return ExitCode.Of(gaveUp.Fault);
        }
        finally
        {
            await session.Terminal.Out.FlushAsync(CancellationToken.None);
        }
        return _counts[(int)AnswerKind.Unanswered] > 0 ? ExitCode.ServerError : Refused > 0 ? ExitCode.Refused : ExitCode.Ok;
    }

    // Called by one answer at a time.
    private void Take(Answer answer)
    {
        _counts[(int)answer.Kind]++;
        Counting.Note(answer);
        onAnswer(answer);
    }

    private void WarnOfOutage(ServerFault fault) => session.Terminal.Error.WriteLine(
        fault.Kind == FaultKind.Unreachable
            ? $"The server at {session.Server} cannot be reached; trying again for {giveUpAfter.TotalSeconds:0} s."
            : $"The server cannot take more at the moment; trying again for {giveUpAfter.TotalSeconds:0} s. ({fault.Message})");
}
