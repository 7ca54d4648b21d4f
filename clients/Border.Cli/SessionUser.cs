using Border.Type.V1;
using Grpc.Core;

namespace Border.Cli;

/// <summary>What every call of a session tells of its user; null where there is nothing to tell.</summary>
internal sealed record SessionUser(string? Actor, string? Token, string? Purpose)
{
    public void Check()
    {
        if (Actor is not null && Actor.Any(c => c is < ' ' or > '~'))
            throw CommandException.BadInput("The actor may hold printable ASCII characters only.");
        if (!string.IsNullOrEmpty(Purpose) && !EnumWords.Words<Purpose>().Contains(Purpose))
            throw CommandException.BadInput($"--purpose is one of {string.Join(", ", EnumWords.Words<Purpose>())}.");
    }

    public Metadata Sign(Metadata headers)
    {
        if (!string.IsNullOrWhiteSpace(Actor))
            headers.Add("border-actor", Actor.Trim());
        if (Token is not null)
            headers.Add("authorization", $"Bearer {Token}");
        if (!string.IsNullOrEmpty(Purpose))
            headers.Add("border-purpose", Purpose);
        return headers;
    }
}
