using Border.Cases.V1;

namespace Border.Statistics.Tests.Indicators;

public sealed class NoticeIndicatorTests : CountingTests
{
    [Theory]
    [InlineData(CounterpartKind.NeighbouringState, "neighbouring_state")]
    [InlineData(CounterpartKind.Customs, "customs")]
    [InlineData(CounterpartKind.LocalAuthority, "local_authority")]
    public void Count_NoticeThatWasSent_CountsOnItsLocalDayByCounterpart(CounterpartKind kind, string category) =>
        Assert.Equal([$"notices_sent 2021-05-17 53.02 {category} 1"], Count(FeedNames.Cases, Sent(NoticeState.Sent, kind)));

    [Theory]
    [InlineData(NoticeState.Acknowledged)]
    [InlineData(NoticeState.Answered)]
    [InlineData(NoticeState.Closed)]
    public void Count_NoticeInALaterState_CountsAllTheSame(NoticeState state) =>
        Assert.Equal(Count(FeedNames.Cases, Sent(NoticeState.Sent)), Count(FeedNames.Cases, Sent(state)));

    [Fact]
    public void Count_NoticeThatCameIn_CountsOnTheDayOfItsReceipt()
    {
        var notice = Sent(NoticeState.Received);
        (notice.Direction, notice.ReceiveTime) = (NoticeDirection.Incoming, Records.Time("2021-05-20T02:00:00Z"));

        Assert.Equal(["notices_received 2021-05-20 53.02 neighbouring_state 1"], Count(FeedNames.Cases, notice));
    }

    [Fact]
    public void Count_Draft_CountsNowhere()
    {
        var notice = Sent(NoticeState.Draft);
        notice.IssueTime = null;

        Assert.Empty(Count(FeedNames.Cases, notice));
    }

    [Theory]
    [InlineData(NoticeDirection.Outgoing)]
    [InlineData(NoticeDirection.Incoming)]
    public void Count_VoidNotice_CountsNowhere(NoticeDirection direction)
    {
        var notice = Sent(NoticeState.Void);
        (notice.Direction, notice.ReceiveTime) = (direction, notice.IssueTime);

        Assert.Empty(Count(FeedNames.Cases, notice));
    }

    private static Notice Sent(NoticeState state, CounterpartKind kind = CounterpartKind.NeighbouringState) => new()
    {
        Name = "notices/n1",
        State = state,
        Direction = NoticeDirection.Outgoing,
        Counterpart = new() { Kind = kind, Office = "Office" },
        Unit = "U1",
        Area = "53.02",
        IssueTime = Records.Time("2021-05-16T16:30:00Z"),
    };
}
