namespace Border.Cli;

// What the process tells the shell. The root command's help lists these for users.
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Refused = 1;
    public const int BadInput = 2;
    public const int Unreachable = 3;
    public const int ServerError = 4;
    // 128 + SIGINT, as shells expect it.
    public const int Interrupted = 130;

    public static int Of(ServerFault fault) => fault.Kind switch
    {
        FaultKind.Unreachable => Unreachable,
        FaultKind.Refused => Refused,
        _ => ServerError,
    };
}
