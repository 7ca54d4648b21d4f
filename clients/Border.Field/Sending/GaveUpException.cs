namespace Border.Field.Sending;

/// <summary>The server answered nothing for longer than the user is patient.</summary>
internal sealed class GaveUpException(ServerFault fault) : Exception("The server gave no answer for too long.")
{
    public ServerFault Fault { get; } = fault;
}
