using System.Text.RegularExpressions;
using Border.SystemTests.Samples;
using Grpc.Core;

namespace Border.SystemTests.Hostile;

/// <summary>Whether an answer is one that a hostile caller may get.</summary>
internal static partial class Verdict
{
    private static readonly StatusCode[] Contract =
    [
        StatusCode.OK, StatusCode.InvalidArgument, StatusCode.NotFound, StatusCode.AlreadyExists, StatusCode.Aborted,
        StatusCode.FailedPrecondition, StatusCode.OutOfRange, StatusCode.ResourceExhausted,
    ];

    /// <param name="isLive">Whether the call may go on until its deadline.</param>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public static string? FaultOf(Answer answer, bool isLive)
    {
        if (answer.Status is not { } status)
            return "no gRPC status";
        if (!Contract.Contains(status) && !(isLive && status == StatusCode.DeadlineExceeded))
            return $"{status}: {answer.Message}";
        return InnerText(answer.Message) ?? InnerText(answer.Details);
    }

    /// <returns>What of the inside of the server, or of a person, a text tells; null when nothing.</returns>
    public static string? InnerText(string text) =>
        Inner().Match(text) is { Success: true } match ? $"tells '{match.Value}': {text}" : null;

    [GeneratedRegex(
        @"Exception|\bSystem\.|Microsoft\.|Google\.Protobuf|Npgsql|(?i:sqlite)|\bselect\b.*\bfrom\b|\.cs\b|\.db\b|/tmp/|Data Source|Host=|\n\s+at |"
        + SampleTexts.Personal)]
    private static partial Regex Inner();
}
