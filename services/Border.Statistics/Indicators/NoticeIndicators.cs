using Border.Cases.V1;
using Border.Statistics.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Statistics.Indicators;

/// <summary>What is counted from the notices that are exchanged with counterparts.</summary>
internal static class NoticeIndicators
{
    public static IndicatorDefinition Sent => new()
    {
        Code = "notices_sent",
        Name = new("Notices sent", "发出通报件数"),
        Unit = Units.Notices,
        Style = new(Qualifier.Exact, 1),
        Rule = Rule("issue_time", notice => OfDirection(notice, NoticeDirection.Outgoing, notice.IssueTime)),
        Sentence = new(
            "{0} notices were sent to counterparts in neighbouring states and other departments",
            "{0} notice was sent to a counterpart in a neighbouring state or another department",
            "向邻国有关方面和其他部门发出通报{0}"),
        Methodology = new(
            "Counts notices that were sent to counterparts in neighbouring states and to other departments, replies among them, once each, "
            + "on the day on which they were sent and in the area of the notice, by kind of counterpart. Restricted and confidential "
            + "notices are counted. Drafts and void records are left out.",
            "统计向邻国有关方面和其他部门发出的通报（含答复），每件计一次，以发出日期和通报所属辖区为准，按对方类别分类；受限和机密通报计入，草稿和作废记录不计。"),
    };

    public static IndicatorDefinition Received => new()
    {
        Code = "notices_received",
        Name = new("Notices received", "收到通报件数"),
        Unit = Units.Notices,
        Style = new(Qualifier.Exact, 1),
        Rule = Rule("receive_time", notice => OfDirection(notice, NoticeDirection.Incoming, notice.ReceiveTime)),
        Sentence = new(
            "{0} notices were received from counterparts in neighbouring states and other departments",
            "{0} notice was received from a counterpart in a neighbouring state or another department",
            "收到邻国有关方面和其他部门通报{0}"),
        Methodology = new(
            "Counts notices that were received from counterparts in neighbouring states and from other departments, replies among them, "
            + "once each, on the day on which they were received and in the area of the notice, by kind of counterpart. Restricted and "
            + "confidential notices are counted. Void records are left out.",
            "统计收到的邻国有关方面和其他部门的通报（含答复），每件计一次，以收到日期和通报所属辖区为准，按对方类别分类；受限和机密通报计入，作废记录不计。"),
    };

    private static CountingRule Rule(string decidingDate, Func<Notice, IEnumerable<Tally>> tallies) =>
        new(FeedNames.Cases, decidingDate, "counterpart_kind", [RuleStage.First(tallies)]);

    // A draft has no time yet.
    private static IEnumerable<Tally> OfDirection(Notice notice, NoticeDirection direction, Timestamp? time)
    {
        if (notice.Direction == direction && notice.State != NoticeState.Void && time is not null)
            yield return new(time, notice.Area, CategoryCode<CounterpartKind>.Of(notice.Counterpart?.Kind ?? default), 1);
    }
}
