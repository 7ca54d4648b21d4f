using Border.Cases.V1;
using Border.Storage;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cases.Tests.Notices;

/// <summary>What the suites of notices do over and over.</summary>
public abstract class NoticeHost(StorageEngineKind engine) : CaseHost(engine)
{
    internal NoticeService.NoticeServiceClient Notices => new(Host.Channel);

    internal static DraftNoticeRequest Draft(string id, Action<Notice>? change = null)
    {
        DraftNoticeRequest request = new() { NoticeId = id, Notice = SampleNotices.New(), RequestId = $"draft-{id}" };
        change?.Invoke(request.Notice);
        return request;
    }

    internal static SendNoticeRequest Send(string id, Timestamp? time = null) =>
        new() { Name = $"notices/{id}", SendTime = time ?? SampleNotices.Sent, RequestId = $"send-{id}" };

    internal static RecordNoticeRequest Receipt(string id, Action<Notice>? change = null)
    {
        RecordNoticeRequest request = new() { NoticeId = id, Notice = SampleNotices.Incoming(), RequestId = $"record-{id}" };
        change?.Invoke(request.Notice);
        return request;
    }

    internal async Task<Notice> SendAsync(string id, Action<Notice>? change = null, Timestamp? time = null)
    {
        await Notices.DraftNoticeAsync(Draft(id, change));
        return await Notices.SendNoticeAsync(Send(id, time));
    }

    internal async Task<Notice> ReceiveAsync(string id, Action<Notice>? change = null) => await Notices.RecordNoticeAsync(Receipt(id, change));

    internal async Task<Notice> GetAsync(string id) => await Notices.GetNoticeAsync(new() { Name = $"notices/{id}" });

    internal async Task<IEnumerable<string>> NamesAsync(ListNoticesRequest request) =>
        (await Notices.ListNoticesAsync(request)).Notices.Select(notice => notice.Name["notices/".Length..]);
}
