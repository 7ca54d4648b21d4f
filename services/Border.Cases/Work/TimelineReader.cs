using Border.Cases.Notices;
using Border.Cases.V1;
using Border.ServiceDefaults.Paging;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Google.Protobuf;

namespace Border.Cases.Work;

/// <summary>Gathers everything about a case in the order of time.</summary>
internal sealed class TimelineReader(
    [FromKeyedServices(CasesModule.Service)] IDocumentStore store,
    CaseRegister cases,
    RecordStore<CaseNote> notes,
    RecordStore<CaseTask> tasks,
    RecordStore<CaseCorrection> corrections,
    RecordStore<CaseEvidence> evidence,
    RecordStore<Notice> notices,
    RecordStore<EmergencyAccess> accesses)
{
    private const int MaxEntries = 5000;
    private const int PageSize = 200;

    public async Task<CaseTimeline> ReadAsync(string name, string actor, CancellationToken ct)
    {
        var record = await cases.GetAsync(name, actor, ct);
        var entries = TimelineEntries.Of(record).ToList();
        entries.AddRange(await VersionsAsync(name, ct));
        entries.AddRange((await AllAsync(notes, name, "note_time", note => note.Name, ct)).SelectMany(TimelineEntries.Of));
        entries.AddRange((await AllAsync(tasks, name, "due_time", task => task.Name, ct)).SelectMany(TimelineEntries.Of));
        entries.AddRange((await AllAsync(corrections, name, "request_time", correction => correction.Name, ct)).SelectMany(TimelineEntries.Of));
        entries.AddRange((await AllAsync(evidence, name, "obtain_time", item => item.Name, ct)).SelectMany(TimelineEntries.Of));
        // Whoever may read the case may know who took access to it: an access lies where the case did then.
        var taken = accesses.EachAsync(new RecordFilters().Lookup("case", name).All, new("take_time", Descending: true), PageSize, ct);
        entries.AddRange((await taken.Take(MaxEntries).ToListAsync(ct)).SelectMany(TimelineEntries.Of));
        var told = await AllAsync(notices, name, "notice_time", notice => notice.Name, ct, field: "record");
        entries.AddRange(told.Where(notice => NoticeKind.MayKnow(notice, actor)).SelectMany(TimelineEntries.Of));
        var latest = AnswerBytes.Fitting(entries.OrderBy(entry => entry.Time).TakeLast(MaxEntries).Reverse());
        return new CaseTimeline { Entries = { latest.AsEnumerable().Reverse() }, IsCut = latest.Count < entries.Count };
    }

    private async Task<List<TimelineEntry>> VersionsAsync(string name, CancellationToken ct)
    {
        var entries = new List<TimelineEntry>();
        while (await store.HistoryAsync(CaseKind.Collection, name, entries.Count, PageSize, ct) is { Count: > 0 } versions)
            entries.AddRange(versions.Select(version => TimelineEntries.Of(name, version)));
        return entries;
    }

    // A list leaves out what is said about persons; here it is asked for with the case.
    private static async Task<List<T>> AllAsync<T>(
        RecordStore<T> records, string name, string orderField, Func<T, string> nameOf, CancellationToken ct, string field = "case")
        where T : class, IMessage<T>, new()
    {
        var all = new List<T>();
        var filters = new RecordFilters().Lookup(field, name).All;
        var request = new GetTimelineRequest { Name = name };
        var token = "";
        do
        {
            var (page, next) = await records.ListAsync(request, token, PageSize, new ListOrder(orderField, Descending: true), filters, ct);
            foreach (var listed in page)
                all.Add(await records.GetAsync(nameOf(listed), ct));
            token = next;
        }
        while (token.Length > 0 && all.Count < MaxEntries);
        return all;
    }
}
