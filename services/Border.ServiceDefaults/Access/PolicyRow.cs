using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Audits;

namespace Border.ServiceDefaults.Access;

/// <summary>Who may call an RPC.</summary>
/// <param name="Roles">Any of these.</param>
/// <param name="NeedsPurpose">The answer tells what is recorded of a person, and the caller must say what for. In bulk streams, which
/// answer receipts only, nobody need say it.</param>
/// <param name="Act">What it does to records, for the audit log. Of a bulk stream none: each request is entered by the row of its own RPC.</param>
internal sealed record PolicyRow(string Method, RoleSet Roles, AreaRule Area, bool NeedsPurpose, AuditAction Act)
{
    /// <summary>The full name of the service.</summary>
    public string Service { get; init; } = "";

    /// <summary>The full name of the request: the contract's linter sees to it that it is made of the method's.</summary>
    public string Request => $"{Service[..Service.LastIndexOf('.')]}.{Method}Request";
}

/// <summary>Where a caller may do what their roles allow.</summary>
internal enum AreaRule
{
    /// <summary>It has nothing to do with areas.</summary>
    Anywhere,

    /// <summary>The record lies in the caller's areas, and one that is made or moved is put there. Any other is as if it were not there.</summary>
    Record,

    /// <summary>Only what lies in the caller's areas is listed.</summary>
    Listed,

    /// <summary>The area that the request names lies in the caller's areas; none stands for the nation.</summary>
    Asked,

    /// <summary>Only those who are responsible for the nation.</summary>
    Nation,

    /// <summary>A bulk stream: each request by the row of its own RPC.</summary>
    Each,
}
