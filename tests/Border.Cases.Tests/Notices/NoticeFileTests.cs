using Border.Cases.Notices;
using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cases.Tests.Notices;

public sealed class NoticeFileTests
{
    private static readonly NoticeState[] States = [.. System.Enum.GetValues<NoticeState>().Skip(1)];

    private static readonly Dictionary<string, Action<NoticeFile>> Verbs = new()
    {
        ["amend"] = file => file.Amend(new() { Notice = new() { Area = "54" }, UpdateMask = new() { Paths = { "area" } } }, "wang"),
        ["send"] = file => file.Send(SampleNotices.Later),
        ["acknowledge"] = file => file.Acknowledge(new() { DeliverTime = SampleNotices.Later, Channel = DeliveryChannel.ByHand }),
        ["close"] = file => file.Close(SampleNotices.Later, "why"),
        ["void"] = file => file.Void("why"),
    };

    private static readonly Dictionary<string, NoticeState[]> Allowed = new()
    {
        ["amend"] = [NoticeState.Draft],
        ["send"] = [NoticeState.Draft],
        ["acknowledge"] = [NoticeState.Sent, NoticeState.Received, NoticeState.Answered],
        ["close"] = [NoticeState.Sent, NoticeState.Received, NoticeState.Acknowledged, NoticeState.Answered],
        ["void"] = [.. States.Except([NoticeState.Void])],
    };

    public static TheoryData<string, NoticeState> Turns
    {
        get
        {
            var turns = new TheoryData<string, NoticeState>();
            foreach (var (verb, state) in Verbs.Keys.SelectMany(_ => States, (verb, state) => (verb, state)))
                turns.Add(verb, state);
            return turns;
        }
    }

    [Theory]
    [MemberData(nameof(Turns))]
    public void Verb_InEachState_IsCarriedOutOrRefused(string verb, NoticeState state)
    {
        var notice = SampleNotices.In(state);
        var before = notice.Clone();

        var error = Record.Exception(() => Verbs[verb](new(notice)));

        if (Allowed[verb].Contains(state))
            Assert.Null(error);
        else
            Assert.Equal((ErrorReason.WrongState, before), (Assert.IsType<RefusalException>(error).Reason, notice));
    }

    [Fact]
    public void Acknowledge_OneThatIsAnswered_StaysAnsweredAndIsDoneOnce()
    {
        var notice = SampleNotices.In(NoticeState.Answered);

        Verbs["acknowledge"](new(notice));

        Assert.Equal((NoticeState.Answered, DeliveryChannel.ByHand), (notice.State, notice.Delivery.Channel));
        Assert.Equal(ErrorReason.WrongState, Assert.Throws<RefusalException>(() => Verbs["acknowledge"](new(notice))).Reason);
    }

    [Fact]
    public void Close_OneThatCameInBeforeItDid_IsRefusedWhateverDateItBears()
    {
        var notice = SampleNotices.In(NoticeState.Received);
        (notice.IssueTime, notice.ReceiveTime) = (SampleNotices.Sent, SampleNotices.Later);

        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => new NoticeFile(notice).Close(SampleNotices.Sent, "why")).Reason);
        new NoticeFile(notice).Close(SampleNotices.Later, "why");
    }

    [Fact]
    public void Draft_WithTheCounterpartsNumber_KeepsIt()
    {
        var sent = SampleNotices.New();
        sent.CounterpartNumber = "VN 77/21";

        Assert.Equal("VN 77/21", NoticeFile.Draft("notices/a", sent, "wang", default).CounterpartNumber);
    }

    [Fact]
    public void Draft_WithWhatOnlyTheServerSets_DropsIt()
    {
        var sent = SampleNotices.New();
        (sent.Number, sent.State, sent.IssueTime, sent.VoidReason) = ("U1/N-2021-0009", NoticeState.Closed, SampleNotices.Sent, "why");
        sent.Replies.Add("notices/x");

        var draft = NoticeFile.Draft("notices/a", sent, "wang", SampleNotices.Later.ToDateTimeOffset());

        Assert.Equal((NoticeState.Draft, NoticeDirection.Outgoing, "", "", 0), (draft.State, draft.Direction, draft.Number, draft.VoidReason, draft.Replies.Count));
        Assert.Equal((null, SampleNotices.Later), (draft.IssueTime, draft.DraftTime));
    }

    [Fact]
    public void Receive_EverythingWrong_NamesEachField()
    {
        var sent = SampleNotices.New();
        (sent.Content, sent.Counterpart.Country, sent.ReplyTo) = (null, "", "cases/a");
        sent.Records.Add(["persons/a", "persons/a"]);
        sent.NeedToKnow.Add("wang");
        sent.Attachments.Add([new Attachment { Id = "a" }, new Attachment { Id = "a" }]);

        var error = Assert.Throws<RefusalException>(() => NoticeFile.Receive("notices/a", sent, "wang"));

        Assert.Equal(
            ["attachments", "content", "counterpart.country", "need_to_know", "receive_time", "records", "records", "reply_to"],
            error.Violations.Select(violation => violation.Field["notice.".Length..]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(NoticeClassification.Restricted, "", false)]
    [InlineData(NoticeClassification.Routine, "wang", false)]
    [InlineData(NoticeClassification.Confidential, "li", false)]
    [InlineData(NoticeClassification.Confidential, "wang", true)]
    [InlineData(NoticeClassification.Restricted, "wang,\u738b", false)]
    [InlineData(NoticeClassification.Routine, "", true)]
    public void Draft_ByClassificationAndReaders_IsTakenOrNot(NoticeClassification classification, string readers, bool isTaken)
    {
        var sent = SampleNotices.New();
        sent.Classification = classification;
        sent.NeedToKnow.Add(readers.Split(',', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(isTaken, Record.Exception(() => NoticeFile.Draft("notices/a", sent, "wang", default)) is null);
    }

    [Theory]
    [InlineData(CounterpartKind.NeighbouringState, "", false)]
    [InlineData(CounterpartKind.Customs, "VNM", false)]
    [InlineData(CounterpartKind.Customs, "", true)]
    public void Draft_ByCounterpartAndCountry_IsTakenOrNot(CounterpartKind kind, string country, bool isTaken)
    {
        var sent = SampleNotices.New();
        (sent.Counterpart.Kind, sent.Counterpart.Country) = (kind, country);

        Assert.Equal(isTaken, Record.Exception(() => NoticeFile.Draft("notices/a", sent, "wang", default)) is null);
    }

    [Fact]
    public void Amend_OfAttachments_AddsAndNeverDrops()
    {
        var notice = SampleNotices.In(NoticeState.Draft);
        notice.Attachments.Add(new Attachment { Id = "a", Sha256 = "1" });
        AmendNoticeRequest request = new() { Notice = new() { Attachments = { new Attachment { Id = "b", Sha256 = "2" } } }, UpdateMask = new() { Paths = { "attachments" } } };

        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => new NoticeFile(notice.Clone()).Amend(request, "wang")).Reason);
        request.Notice.Attachments.Add(new Attachment { Id = "a", Sha256 = "3" });
        Assert.Throws<RefusalException>(() => new NoticeFile(notice.Clone()).Amend(request, "wang"));
        request.Notice.Attachments[^1].Sha256 = "1";
        new NoticeFile(notice).Amend(request, "wang");

        Assert.Equal(2, notice.Attachments.Count);
    }

    [Fact]
    public void Verbs_BeforeTheNoticeWasSent_AreRefused()
    {
        var earlier = new Timestamp { Seconds = SampleNotices.Sent.Seconds - 1 };

        Assert.Throws<RefusalException>(() => new NoticeFile(SampleNotices.In(NoticeState.Sent)).Close(earlier, "why"));
        Assert.Throws<RefusalException>(() => new NoticeFile(SampleNotices.In(NoticeState.Received)).Acknowledge(new() { DeliverTime = earlier }));
    }

    [Fact]
    public void Send_AfterADeadline_IsRefused()
    {
        var notice = SampleNotices.In(NoticeState.Draft);
        notice.ReplyBy = SampleNotices.Sent;

        Assert.Throws<RefusalException>(() => new NoticeFile(notice).Send(SampleNotices.Later));
        Assert.Null(notice.IssueTime);
        (notice.ReplyBy, notice.AcknowledgeBy) = (null, SampleNotices.Sent);
        Assert.Throws<RefusalException>(() => new NoticeFile(notice).Send(SampleNotices.Later));
        new NoticeFile(notice).Send(SampleNotices.Sent);
    }

    [Fact]
    public void Share_OfARestrictedNotice_NamesOthersAndWhoeverAsks()
    {
        var notice = SampleNotices.In(NoticeState.Sent);
        Assert.Throws<RefusalException>(() => new NoticeFile(notice).Share(["wang"], "wang"));
        notice.Classification = NoticeClassification.Restricted;

        Assert.Throws<RefusalException>(() => new NoticeFile(notice.Clone()).Share(["li"], "wang"));
        new NoticeFile(notice).Share(["li", "wang", "li"], "wang");

        Assert.Equal(["li", "wang"], notice.NeedToKnow);
        Assert.Equal(ErrorReason.WrongState, Assert.Throws<RefusalException>(() => new NoticeFile(SampleNotices.In(NoticeState.Void)).Share(["wang"], "wang")).Reason);
    }
}
