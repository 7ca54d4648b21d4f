using Border.Cases.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cases.Tests.Notices;

/// <summary>Invented notices, valid unless a test says otherwise.</summary>
internal static class SampleNotices
{
    public static readonly Timestamp Sent = Timestamp.FromDateTimeOffset(new(2021, 3, 1, 8, 0, 0, TimeSpan.FromHours(8)));
    public static readonly Timestamp Later = Timestamp.FromDateTimeOffset(new(2021, 3, 3, 8, 0, 0, TimeSpan.FromHours(8)));

    /// <summary>As a client sends one that goes out.</summary>
    public static Notice New() => new()
    {
        Counterpart = new() { Kind = CounterpartKind.NeighbouringState, Country = "VNM", Office = "Border station of the other bank" },
        Subject = NoticeSubject.LostPersons,
        Content = new() { Title = "Herdsman and cattle", Body = "A herdsman followed his cattle across the river." },
        Classification = NoticeClassification.Routine,
        Unit = "U1",
        Area = "53.01",
    };

    /// <summary>As a client sends one that came in.</summary>
    public static Notice Incoming()
    {
        var notice = New();
        (notice.ReceiveTime, notice.CounterpartNumber) = (Sent, "VN 77/21");
        return notice;
    }

    /// <summary>As the store has one.</summary>
    public static Notice In(NoticeState state)
    {
        var notice = New();
        (notice.Name, notice.State, notice.Direction, notice.DraftTime) = ("notices/a", state, NoticeDirection.Outgoing, Sent);
        if (state == NoticeState.Received)
            (notice.Direction, notice.ReceiveTime, notice.DraftTime) = (NoticeDirection.Incoming, Sent, null);
        else if (state != NoticeState.Draft)
            (notice.IssueTime, notice.Number) = (Sent, "U1/N-2021-0001");
        return notice;
    }
}
