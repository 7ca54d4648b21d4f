using Border.Persons.V1;

namespace Border.Statistics.Tests.Indicators;

public sealed class InterceptionIndicatorTests : CountingTests
{
    [Theory]
    [InlineData(Conduct.IllegalEntry, "illegal_entry")]
    [InlineData(Conduct.IllegalExit, "illegal_exit")]
    public void Count_Crossing_CountsByConduct(Conduct conduct, string category)
    {
        var record = Records.Interception(conduct);

        Assert.Equal([$"2021-05-17 53.02 {category} 1"], Of("illegal_entry_exit_persons", FeedNames.Persons, record));
    }

    [Fact]
    public void Count_EntryAndExit_CountsOnce()
    {
        var record = Records.Interception(Conduct.IllegalExit, Conduct.IllegalEntry);

        Assert.Equal(["2021-05-17 53.02 illegal_entry 1"], Of("illegal_entry_exit_persons", FeedNames.Persons, record));
    }

    [Theory]
    [InlineData(CitizenshipStatus.Foreign, 1)]
    [InlineData(CitizenshipStatus.Stateless, 1)]
    [InlineData(CitizenshipStatus.National, 0)]
    [InlineData(CitizenshipStatus.Unknown, 0)]
    public void Count_IllegalStay_IsThreeIllegalsOfForeignersOnly(CitizenshipStatus citizenship, int count)
    {
        var record = Records.Interception(Conduct.IllegalStay);
        record.Citizenship = citizenship;

        Assert.Equal(count, Of("three_illegals_foreigners", FeedNames.Persons, record).Count());
    }

    [Fact]
    public void Count_AllThreeIllegals_CountOnceUnderTheFirst()
    {
        var record = Records.Interception(Conduct.IllegalWork, Conduct.IllegalStay);

        Assert.Equal(["2021-05-17 53.02 illegal_stay 1"], Of("three_illegals_foreigners", FeedNames.Persons, record));
    }

    [Fact]
    public void Count_IllegalExitOfForeigner_IsNoThreeIllegals()
    {
        var record = Records.Interception(Conduct.IllegalExit);

        Assert.Empty(Of("three_illegals_foreigners", FeedNames.Persons, record));
    }

    [Fact]
    public void Count_PersuadedToReturn_CountsByDirection()
    {
        var record = Records.Interception(Conduct.SuspiciousApproach);
        record.Disposition = Disposition.PersuadedToReturn;
        record.Direction = Direction.Exit;

        Assert.Equal(["2021-05-17 53.02 exit 1"], Of("persons_persuaded_to_return", FeedNames.Persons, record));
    }

    [Fact]
    public void Count_PersuadedWithoutDirection_IsNotStated()
    {
        var record = Records.Interception(Conduct.SuspiciousApproach);
        record.Disposition = Disposition.PersuadedToReturn;

        Assert.Equal(["2021-05-17 53.02 not_stated 1"], Of("persons_persuaded_to_return", FeedNames.Persons, record));
    }

    [Fact]
    public void Count_SuspiciousApproachOnly_CountsAsAPersonAndNothingElse() => Assert.Equal(
        ["persons_encountered 2021-05-17 53.02 suspicious_approach 1"],
        Count(FeedNames.Persons, Records.Interception(Conduct.SuspiciousApproach)));

    [Fact]
    public void Count_VoidInterception_CountsNowhere()
    {
        var record = Records.Interception(Conduct.IllegalEntry);
        record.Disposition = Disposition.PersuadedToReturn;
        record.State = InterceptionState.Void;

        Assert.Empty(Count(FeedNames.Persons, record));
    }
}
