namespace Border.Storage.Audits;

/// <summary>Which entries to read. Filters that are null do not filter.</summary>
/// <param name="After">Only entries after this one.</param>
/// <param name="From">The least time.</param>
/// <param name="Before">The time that is too late.</param>
public sealed record AuditQuery(
    long After, int Max, string? Record = null, string? Actor = null, DateTimeOffset? From = null, DateTimeOffset? Before = null);
