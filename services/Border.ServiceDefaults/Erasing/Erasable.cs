using Border.Erasures.V1;
using Border.ServiceDefaults.Access;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Paging;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Border.ServiceDefaults.Erasing;

/// <summary>A kind of record that can be erased by its name, and for how long its records are kept without a review.</summary>
/// <param name="With">The names of the records that are erased with one, of any kind of the service, itself among them or not; it may read
/// them in the session. Null for none.</param>
public abstract record Erasable(RecordKind Kind, RetentionCategory Category, Func<RecordSession, string, Task<IReadOnlyList<string>>>? With)
{
    /// <summary>Why its versions must stay, in the words of a refusal; null when only the one that stands counts.</summary>
    public string? VersionsNeeded { get; init; }

    internal void RequireScope(string name, ErasureScope scope)
    {
        if (scope == ErasureScope.EarlierVersions && VersionsNeeded is { } why)
            throw Refusals.RuleBroken($"The earlier versions of {name} stay: {why}.");
    }

    /// <summary>Refuses a record that is not there, or that the caller may not know of.</summary>
    internal async Task RequireAsync(RecordSession session, string name)
    {
        if (!await Kind.IsKnownAsync(session, name))
            throw Refusals.NotFound(name);
    }

    internal abstract Task<ListRetentionDueResponse> DueAsync(ErasureSource source, PageTokens tokens, ListRetentionDueRequest request, DateTimeOffset now, RetentionOptions options, CancellationToken ct);
}

/// <inheritdoc cref="Erasable"/>
/// <param name="Days">For how many days a record is kept.</param>
/// <param name="Since">From when on. Never before its time in the field.</param>
/// <param name="Field">The time by which they are listed.</param>
public sealed record Erasable<T>(
    RecordKind<T> Records,
    RetentionCategory Category,
    string Field,
    Func<RetentionOptions, int> Days,
    Func<T, Timestamp> Since,
    Func<RecordSession, string, Task<IReadOnlyList<string>>>? With = null) : Erasable(Records, Category, With)
    where T : class, IMessage<T>, new()
{
    // What was erased has been reviewed.
    internal override async Task<ListRetentionDueResponse> DueAsync(ErasureSource source, PageTokens tokens, ListRetentionDueRequest request, DateTimeOffset now, RetentionOptions options, CancellationToken ct)
    {
        var kept = TimeSpan.FromDays(Days(options));
        KeyFilter[] old = [new KeyFilter.NumberRange(Field, null, Micros.From(now - kept))];
        var records = new RecordStore<T>(source.Store, Records, source.Work, tokens);
        var (page, next) = await records.ListAsync(request, request.PageToken, request.PageSize, new(Field, Descending: false), old, ct);
        var due =
            from record in page
            where !RecordSession.IsErased(record) && (Caller.Current is not { } caller || Records.MayKnow(record, caller.Actor))
            let since = Since(record)
            where since.ToDateTimeOffset() < now - kept
            select new DueRecord
            {
                Name = Records.NameOf(record),
                Area = Records.Place?.Area(record) ?? "",
                SinceTime = since,
                ReviewTime = Timestamp.FromDateTimeOffset(since.ToDateTimeOffset() + kept),
            };
        return new() { Records = { due }, NextPageToken = next };
    }
}
