using Border.Cases.Suspects;
using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;
using static Border.Cases.Tests.SampleCases;

namespace Border.Cases.Tests.Suspects;

public sealed class CaseWarrantsTests
{
    private static readonly Timestamp Between = new() { Seconds = Registered.Seconds + 1 };

    [Fact]
    public void Issue_WhatOnlyTheServerSets_IsDropped()
    {
        var record = New();
        var sent = Search("w");
        (sent.State, sent.EndTime, sent.WithdrawReason) = (WarrantState.Executed, Later, "x");

        new CaseWarrants(record).Issue(sent);

        var expected = Search("w");
        expected.State = WarrantState.Outstanding;
        Assert.Equal(expected, Assert.Single(record.Warrants));
        Assert.Equal(ErrorReason.RecordExists, Assert.Throws<RefusalException>(() => new CaseWarrants(record).Issue(Search("w"))).Reason);
    }

    [Fact]
    public void Issue_AgainstNobodyOrNoSuspect_IsRefused()
    {
        var warrants = new CaseWarrants(New());
        var wanted = Search("w");
        wanted.Kind = WarrantKind.Wanted;
        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => warrants.Issue(wanted)).Reason);

        wanted.SuspectId = "none";
        Assert.Equal(ErrorReason.RecordNotFound, Assert.Throws<RefusalException>(() => warrants.Issue(wanted)).Reason);
    }

    [Fact]
    public void Issue_ExpiredBeforeItWasIssued_IsRefused()
    {
        var warrant = Search("w");
        warrant.ExpireTime = warrant.IssueTime;

        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => new CaseWarrants(New()).Issue(warrant)).Reason);
    }

    [Fact]
    public void Execute_Outstanding_EndsIt()
    {
        var record = New();
        var warrants = new CaseWarrants(record);
        warrants.Issue(Search("w"));

        warrants.Execute("w", Later);

        Assert.Equal((WarrantState.Executed, Later), (record.Warrants[0].State, record.Warrants[0].EndTime));
        Assert.Equal(ErrorReason.WrongState, Assert.Throws<RefusalException>(() => warrants.Execute("w", Later)).Reason);
        Assert.Equal(ErrorReason.WrongState, Assert.Throws<RefusalException>(() => warrants.Withdraw("w", Later, "why")).Reason);
        Assert.Equal(ErrorReason.RecordNotFound, Assert.Throws<RefusalException>(() => warrants.Execute("none", Later)).Reason);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1_000_000_000)]
    public void Execute_BeforeItWasIssuedOrAfterItExpired_IsRefused(long seconds)
    {
        var record = New();
        var warrant = Search("w");
        warrant.ExpireTime = Later;
        new CaseWarrants(record).Issue(warrant);

        var time = new Timestamp { Seconds = Between.Seconds + seconds };
        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => new CaseWarrants(record).Execute("w", time)).Reason);
        Assert.Equal(WarrantState.Outstanding, record.Warrants[0].State);
    }

    [Fact]
    public void Withdraw_Outstanding_KeepsTheReason()
    {
        var record = New();
        new CaseWarrants(record).Issue(Search("w"));

        new CaseWarrants(record).Withdraw("w", Later, "no longer needed");

        var warrant = Assert.Single(record.Warrants);
        Assert.Equal((WarrantState.Withdrawn, Later, "no longer needed"), (warrant.State, warrant.EndTime, warrant.WithdrawReason));
    }

    private static Warrant Search(string id) => new() { Id = id, Kind = WarrantKind.Search, IssueTime = Between, Issuer = "Invented court" };
}
