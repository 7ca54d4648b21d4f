using System.Globalization;
using Border.Cases.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Station.Demo;

/// <summary>
/// Notices to neighbouring states, and those that came in. They name other records, so they are sent when all records are; and
/// replies when all notices are.
/// </summary>
internal sealed class DemoNotices(DemoTargets targets)
{
    private const int VoidEvery = 80;
    private const int DeliveredPercent = 75;
    private const int ReplyAskedPercent = 40;
    private const int RepliedPercent = 70;
    private const int ClosedPercent = 8;
    private const int IncomingShare = 5;
    private const int AnsweredPercent = 20;

    private static readonly Weighted<DeliveryChannel> Channels = new(
        (DeliveryChannel.ByHand, 40), (DeliveryChannel.Hotline, 25), (DeliveryChannel.Electronic, 20), (DeliveryChannel.Meeting, 15));

    private readonly CaseKind _cases = CaseKind.Border(targets);

    public IEnumerable<SubmitCasesRequest> Requests() => Sent().SelectMany(Outgoing).Concat(CameIn().Select(notice => notice.Request()));

    /// <summary>To be sent when all of the others are stored.</summary>
    public IEnumerable<SubmitCasesRequest> Replies() =>
        Sent().Where(IsReplied).Select(Reply)
            .Concat(from notice in CameIn()
                    where Dice.For($"answer {notice.Id}", notice.Day, 0).Chance(AnsweredPercent)
                    from request in Answer(notice)
                    select request);

    private IEnumerable<(DemoNotice Notice, int Serial)> Sent()
    {
        var days = DemoDays.Office2021;
        return from index in Enumerable.Range(0, days.Count)
               from number in Enumerable.Range(0, days.On(targets.NoticesSent, index))
               select (DemoNotice.Of(targets, _cases, days.Day(index), number), days.Before(targets.NoticesSent, index) + number);
    }

    private IEnumerable<DemoIncomingNotice> CameIn()
    {
        var days = DemoDays.Office2021;
        return from index in Enumerable.Range(0, days.Count)
               from number in Enumerable.Range(0, days.On(Math.Max(1, targets.NoticesSent / IncomingShare), index))
               select DemoIncomingNotice.Of(days.Day(index), number);
    }

    private static IEnumerable<SubmitCasesRequest> Outgoing((DemoNotice Notice, int Serial) sent)
    {
        var (notice, serial) = sent;
        foreach (var request in Issue(notice.Id, Text(notice, IsReplyAsked(notice)), notice.Time))
            yield return request;
        var dice = Dice.For($"course {notice.Id}", default, serial);
        if (dice.Chance(DeliveredPercent))
            yield return Deliver(notice, notice.Time.AddMinutes(dice.Between(20, 2000)), Channels.Roll(dice));
        if (!IsReplyAsked(notice) && dice.Chance(ClosedPercent))
            yield return Close(notice, notice.Time.AddDays(dice.Between(2, 9)));
        if (serial % VoidEvery != 3)
            yield break;
        // Sent by two officers; the second record is voided.
        var id = DemoIds.Twice(notice.Id);
        foreach (var request in Issue(id, Text(notice, isReplyAsked: false), notice.Time))
            yield return request;
        yield return new() { VoidNotice = new() { Name = $"notices/{id}", Reason = $"The same notice as {notice.Id}.", RequestId = $"{id}-void" } };
    }

    private static IEnumerable<SubmitCasesRequest> Answer(DemoIncomingNotice notice)
    {
        var text = notice.Text();
        (text.ReplyTo, text.ReceiveTime, text.ReplyBy, text.Content) = (notice.Name, null, null, new() { Title = $"Answer: {notice.Title}" });
        return Issue($"{notice.Id}-answer", text, notice.Time.AddDays(2));
    }

    private static IEnumerable<SubmitCasesRequest> Issue(string id, Notice notice, DateTimeOffset time)
    {
        yield return new() { DraftNotice = new() { NoticeId = id, Notice = notice, RequestId = $"{id}-draft" } };
        yield return new() { SendNotice = new() { Name = $"notices/{id}", SendTime = Stamp(time), RequestId = $"{id}-send" } };
    }

    private static SubmitCasesRequest Reply((DemoNotice Notice, int Serial) sent)
    {
        var notice = Text(sent.Notice, isReplyAsked: false);
        notice.Records.Clear();
        (notice.ReplyTo, notice.Content) = (sent.Notice.Name, new() { Title = "Reply of the other bank" });
        notice.ReceiveTime = Stamp(sent.Notice.Time.AddHours(Dice.For($"reply {sent.Notice.Id}", default, sent.Serial).Between(6, 200)));
        var id = $"{sent.Notice.Id}-reply";
        return new() { RecordNotice = new() { NoticeId = id, Notice = notice, RequestId = $"{id}-record" } };
    }

    private static SubmitCasesRequest Deliver(DemoNotice notice, DateTimeOffset time, DeliveryChannel channel) => new()
    {
        AcknowledgeDelivery = new() { Name = notice.Name, Delivery = new() { DeliverTime = Stamp(time), Channel = channel }, RequestId = $"{notice.Id}-deliver" },
    };

    private static SubmitCasesRequest Close(DemoNotice notice, DateTimeOffset time) => new()
    {
        CloseNotice = new() { Name = notice.Name, CloseTime = Stamp(time), Reason = "Settled at the border post.", RequestId = $"{notice.Id}-close" },
    };

    private static Notice Text(DemoNotice notice, bool isReplyAsked)
    {
        var text = new Notice
        {
            Counterpart = new() { Kind = CounterpartKind.NeighbouringState, Country = notice.Country, Office = $"Border post opposite {notice.Station.Code}" },
            Subject = notice.Subject,
            Content = new() { Title = string.Create(CultureInfo.InvariantCulture, $"{notice.Subject}, {notice.Time:d MMMM yyyy}") },
            Classification = NoticeClassification.Routine,
            Unit = notice.Station.CaseUnit,
            Area = notice.Station.Code,
            ReplyBy = isReplyAsked ? Stamp(notice.Time.AddDays(10)) : null,
        };
        if (notice.Record.Length > 0)
            text.Records.Add(notice.Record);
        return text;
    }

    private static bool IsReplyAsked(DemoNotice notice) => Dice.For($"asks {notice.Id}", default, 0).Chance(ReplyAskedPercent);

    private static bool IsReplied((DemoNotice Notice, int Serial) sent) =>
        IsReplyAsked(sent.Notice) && Dice.For($"replied {sent.Notice.Id}", default, sent.Serial).Chance(RepliedPercent);

    private static Timestamp Stamp(DateTimeOffset time) => DemoTime.Stamp(time);
}
