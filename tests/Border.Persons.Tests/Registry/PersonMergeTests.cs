using Border.Persons.Registry;
using Border.Persons.V1;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;

namespace Border.Persons.Tests.Registry;

public sealed class PersonMergeTests
{
    [Fact]
    public void Merge_TwoPersons_EncountersStandWithTheSurvivor()
    {
        var (a, b) = (NewPerson("a", "i1", "i2"), NewPerson("b", "i3"));

        PersonMerge.Merge(a, b);

        Assert.Equal((PersonState.Merged, "persons/b", 0), (a.State, a.MergedInto, a.Encounters.Count));
        Assert.Equal(["persons/a"], b.Merged);
        Assert.Equal(["i3", "i1", "i2"], b.Encounters.Select(encounter => encounter.Interception));
    }

    [Fact]
    public void Merge_IntoOneself_NamesTheSurvivor()
    {
        var a = NewPerson("a");

        var refusal = Assert.Throws<RefusalException>(() => PersonMerge.Merge(a, a));

        Assert.Equal(["survivor"], refusal.Violations.Select(violation => violation.Field));
    }

    [Fact]
    public void Merge_InACircle_IsRefused()
    {
        var (a, b, c) = (NewPerson("a"), NewPerson("b"), NewPerson("c"));
        PersonMerge.Merge(a, b);
        PersonMerge.Merge(b, c);

        var refusal = Assert.Throws<RefusalException>(() => PersonMerge.Merge(c, a));

        Assert.Equal(ErrorReason.WrongState, refusal.Reason);
        Assert.Equal((PersonState.Registered, ""), (c.State, c.MergedInto));
    }

    [Theory]
    [InlineData(PersonState.Expected)]
    [InlineData(PersonState.Void)]
    [InlineData(PersonState.Merged)]
    public void Merge_WhoIsNotRegistered_IsRefused(PersonState state)
    {
        var other = NewPerson("a");
        other.State = state;

        Assert.Equal(ErrorReason.WrongState, Assert.Throws<RefusalException>(() => PersonMerge.Merge(other, NewPerson("b"))).Reason);
        Assert.Equal(ErrorReason.WrongState, Assert.Throws<RefusalException>(() => PersonMerge.Merge(NewPerson("b"), other)).Reason);
    }

    [Fact]
    public void Unmerge_FromTheMiddle_TakesItsTreeWithIt()
    {
        var (a, b, c) = (NewPerson("a", "i1"), NewPerson("b", "i2"), NewPerson("c", "i3"));
        PersonMerge.Merge(a, b);
        PersonMerge.Merge(b, c);

        PersonMerge.Unmerge(b, parent: c, root: c, new HashSet<string> { "persons/a", "persons/b" });

        Assert.Equal((PersonState.Registered, "", "persons/b"), (b.State, b.MergedInto, a.MergedInto));
        Assert.Equal(["i2", "i1"], b.Encounters.Select(encounter => encounter.Interception));
        Assert.Equal(["i3"], c.Encounters.Select(encounter => encounter.Interception));
        Assert.Empty(c.Merged);
    }

    [Fact]
    public void Hold_SameEncounterTwice_ChangesNothing()
    {
        var person = NewPerson("a");
        var encounter = new Encounter { Interception = "i1", Person = person.Name, Area = "53" };

        Assert.True(PersonMerge.Hold(person, "i1", encounter));
        Assert.False(PersonMerge.Hold(person, "i1", encounter.Clone()));
        Assert.True(PersonMerge.Hold(person, "i1", new(encounter) { Area = "54" }));
        Assert.Equal("54", Assert.Single(person.Encounters).Area);
        Assert.True(PersonMerge.Hold(person, "i1", null));
        Assert.False(PersonMerge.Hold(person, "i1", null));
        Assert.Empty(person.Encounters);
    }

    private static Person NewPerson(string id, params string[] interceptions) => new()
    {
        Name = $"persons/{id}",
        State = PersonState.Registered,
        Encounters = { interceptions.Select(name => new Encounter { Interception = name, Person = $"persons/{id}" }) },
    };
}
