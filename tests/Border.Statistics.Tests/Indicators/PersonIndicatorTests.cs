using Border.Persons.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Statistics.Tests.Indicators;

public sealed class PersonIndicatorTests : CountingTests
{
    [Fact]
    public void Count_PersonMetOnce_CountsThere() =>
        Assert.Equal(["2021-05-17 53.02 met_once 1"], Of(Met("b", "2021-05-16T16:30:00Z", "53.02")));

    [Fact]
    public void Count_PersonMetAgain_CountsOnceWhereTheFirstEncounterWas() => Assert.Equal(
        ["2021-05-17 53.02 met_again 1"],
        Of(Met("c", "2021-06-01T00:00:00Z", "54"), Met("b", "2021-05-16T16:30:00Z", "53.02"), Met("a", "2022-01-01T00:00:00Z", "55")));

    [Fact]
    public void Count_TwoEncountersAtOnce_CountsTheSameWhateverTheirOrder() => Assert.Equal(
        Of(Met("a", "2021-05-17T00:00:00Z", "53"), Met("b", "2021-05-17T00:00:00Z", "54")),
        Of(Met("b", "2021-05-17T00:00:00Z", "54"), Met("a", "2021-05-17T00:00:00Z", "53")));

    [Fact]
    public void Count_PersonWithoutAnEncounter_IsNone() => Assert.Empty(Of());

    [Fact]
    public void Count_Interception_IsNoPersonsCount() =>
        Assert.Empty(Of("persons_first_encountered", FeedNames.Persons, Records.Interception(Conduct.IllegalEntry)));

    [Fact]
    public void Count_Encounters_AreOfOnePersonWhereverTheyWere() => Assert.Equal(
        ["2021-05-17 53.02 illegal_entry 2", "2021-06-01 54 illegal_entry 1", "2021-06-01 54 illegal_work 1", "2021-06-02 54 not_stated 1"],
        Lines(new Person
        {
            Name = "persons/a",
            Encounters =
            {
                Met("b", "2021-05-16T16:30:00Z", "53.02", Conduct.IllegalEntry), Met("c", "2021-05-17T01:00:00Z", "53.02", Conduct.IllegalEntry),
                Met("d", "2021-06-01T00:00:00Z", "54", Conduct.IllegalWork, Conduct.IllegalEntry), Met("e", "2021-06-02T00:00:00Z", "54"),
            },
        }));

    [Fact]
    public void Count_InterceptionOfSomebodyUnknown_IsAPersonOfItsOwn() =>
        Assert.Equal(["2021-05-17 53.02 illegal_stay 1"], Lines(Records.Interception(Conduct.IllegalStay)));

    [Fact]
    public void Count_InterceptionOfAPersonOrVoid_IsLeftToThePerson()
    {
        var known = Records.Interception(Conduct.IllegalStay);
        known.Person = "persons/a";
        var wrong = Records.Interception(Conduct.IllegalStay);
        wrong.State = InterceptionState.Void;

        Assert.Empty(Lines(known));
        Assert.Empty(Lines(wrong));
    }

    [Fact]
    public void Count_DifferentPersons_AreMarkedAsDistinctAndNothingElseIs() => Assert.All(
        Records.Indicators.Count(FeedNames.Persons, Records.Interception(Conduct.IllegalEntry)),
        line => Assert.Equal(line.Series == "persons_encountered", line.Distinct));

    private static IEnumerable<string> Lines(Google.Protobuf.IMessage record) => Of("persons_encountered", FeedNames.Persons, record).Order();

    private static IEnumerable<string> Of(params Encounter[] encounters) =>
        Of("persons_first_encountered", FeedNames.Persons, new Person { Name = "persons/a", Encounters = { encounters } });

    private static Encounter Met(string interception, string time, string area, params Conduct[] conducts) => new()
    {
        Interception = $"interceptions/{interception}",
        InterceptTime = Timestamp.FromDateTimeOffset(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture)),
        Area = area,
        Conducts = { conducts },
    };
}
