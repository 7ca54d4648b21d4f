namespace Border.Field.Sending;

/// <summary>One line of the input: a request, or the reason why it is none.</summary>
internal sealed record InputLine(long Line, Submission? Submission, string Fault)
{
    public static InputLine Of(Submission submission) => new(submission.Line, submission, "");

    public static InputLine Unusable(long line, string fault) => new(line, null, fault);
}
