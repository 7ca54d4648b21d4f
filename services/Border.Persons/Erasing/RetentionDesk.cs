using Border.Persons.V1;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Options;

namespace Border.Persons.Erasing;

/// <summary>Finds the records that are due for review. It changes none.</summary>
internal sealed class RetentionDesk(
    RecordStore<Interception> interceptions, RecordStore<Person> persons, IOptions<RetentionOptions> options, TimeProvider clock)
{
    public Task<ListRetentionDueResponse> ListAsync(ListRetentionDueRequest request, CancellationToken ct) =>
        request.Category == RetentionCategory.Interceptions
            ? ListAsync(
                interceptions, request, "intercept_time", TimeSpan.FromDays(options.Value.InterceptionDays),
                record => (record.Name, record.Area, record.InterceptTime, record.EraseTime), ct)
            : ListAsync(
                persons, request, "register_time", TimeSpan.FromDays(options.Value.PersonDays),
                record => (record.Name, record.Area, record.Encounters.Select(met => met.InterceptTime).Append(record.RegisterTime).Max()!, record.EraseTime), ct);

    // What was erased has been reviewed.
    private async Task<ListRetentionDueResponse> ListAsync<T>(
        RecordStore<T> records,
        ListRetentionDueRequest request,
        string field,
        TimeSpan kept,
        Func<T, (string Name, string Area, Timestamp Since, Timestamp? Erased)> describe,
        CancellationToken ct)
        where T : class, IMessage<T>, new()
    {
        var before = clock.GetUtcNow() - kept;
        KeyFilter[] old = [new KeyFilter.NumberRange(field, null, Micros.From(before))];
        var (page, next) = await records.ListAsync(request, request.PageToken, request.PageSize, new(field, Descending: false), old, ct);
        var due = page.Select(describe).Where(record => record.Erased is null && record.Since.ToDateTimeOffset() < before);
        return new()
        {
            Records =
            {
                due.Select(record => new DueRecord
                {
                    Name = record.Name,
                    Area = record.Area,
                    SinceTime = record.Since,
                    ReviewTime = Timestamp.FromDateTimeOffset(record.Since.ToDateTimeOffset() + kept),
                }),
            },
            NextPageToken = next,
        };
    }
}
