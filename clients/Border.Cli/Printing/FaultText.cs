namespace Border.Cli.Printing;

/// <summary>What a server answered, as the user reads it.</summary>
internal static class FaultText
{
    public static IEnumerable<string> Lines(ServerFault fault, string server)
    {
        if (fault.Kind == FaultKind.Unreachable)
        {
            yield return $"The server at {server} cannot be reached. Is it running? Another one is chosen by --server or BORDER_SERVER.";
            yield break;
        }
        yield return fault.Reason.Length == 0 ? $"{fault.Code}: {fault.Message}" : $"{fault.Code} ({fault.Reason}): {fault.Message}";
        foreach (var violation in fault.Violations)
            yield return $"  {violation.Field}: {violation.Description}";
    }
}
