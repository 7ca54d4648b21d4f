namespace Border.Audits;

/// <summary>What the audit log is told of a call beside who makes it and when. Internal names only, nothing about a person.</summary>
public sealed record AuditNote
{
    public const string Done = "done";

    /// <summary>In a word what is done to the records: <c>collection</c>, <c>consultation</c>, …</summary>
    public required string Action { get; init; }

    /// <summary>The RPC: <c>border.cases.v1.CaseService/GetCase</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The records concerned.</summary>
    public IReadOnlyList<string> Records { get; init; } = [];

    /// <summary>What the caller may do, in words joined by commas.</summary>
    public string Roles { get; init; } = "";

    /// <summary>What it is done for, as the caller says; empty when they do not.</summary>
    public string Purpose { get; init; } = "";

    /// <summary><see cref="Done"/>, or the reason why it was refused.</summary>
    public string Outcome { get; init; } = Done;

    /// <summary>The address that the call came from.</summary>
    public string Address { get; init; } = "";
}

/// <summary>An entry of the audit log. Entries count from 1 without gaps, in commit order.</summary>
/// <param name="RequestId">Of a write; empty for a read.</param>
/// <param name="Hash">Covers the entry and the hash before it: see <see cref="AuditChain"/>.</param>
public sealed record AuditEntry(long Sequence, DateTimeOffset Time, string Actor, AuditNote Note, string RequestId, byte[] Hash);

/// <summary>How far a chain goes.</summary>
public sealed record AuditHead(long Sequence, byte[] Hash);
