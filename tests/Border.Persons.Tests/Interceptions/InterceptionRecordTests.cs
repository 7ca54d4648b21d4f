using Border.Persons.Interceptions;
using Border.Persons.V1;
using Border.ServiceDefaults.Errors;
using Border.Testing;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Persons.Tests.Interceptions;

public sealed class InterceptionRecordTests
{
    private static readonly Timestamp Time = new() { Seconds = 1_610_000_000 };

    [Fact]
    public void Register_WhatOnlyTheServerSets_IsDropped()
    {
        var sent = NewInterception();
        (sent.State, sent.VoidReason, sent.Etag) = (InterceptionState.Void, "x", "9");

        var record = InterceptionRecord.Register("interceptions/b", sent);

        var expected = NewInterception();
        (expected.Name, expected.State) = ("interceptions/b", InterceptionState.Registered);
        Assert.Equal(expected, record);
    }

    // So that a field that is added to the contract cannot be forgotten here.
    [Fact]
    public void Register_EveryFieldThatAUnitSends_IsKept()
    {
        string[] ofTheServer = ["etag", "create_time", "update_time", "void_reason", "watch_hits", "erase_time", "erase_reason"];
        var sent = NewInterception();
        (sent.Direction, sent.State, sent.AgeGroup) = (Direction.Entry, InterceptionState.Registered, AgeGroup.Minor);
        (sent.AccompaniedBy, sent.Person, sent.FormVersion) = ("interceptions/mother", "persons/p1", 3);
        sent.Group = new() { GroupId = "g1", Role = GroupRole.Child };
        sent.ProtectionNeeds.Add(ProtectionNeed.AsylumClaim);
        sent.Referrals.Add(new Referral { Need = ProtectionNeed.AsylumClaim, ReferredTo = "an office", ReferTime = Time });
        sent.Findings.Add(new Finding { Conduct = Conduct.IllegalEntry, Evidence = "seen", Outcome = FindingOutcome.Pending });

        var record = InterceptionRecord.Register(sent.Name, sent.Clone());

        Assert.Equal(ofTheServer, MessageFields.Unset(record));
        Assert.Equal(sent, record);
    }

    [Theory]
    [InlineData(Direction.Entry, true, Conduct.IllegalEntry)]
    [InlineData(Direction.Exit, false, Conduct.IllegalEntry)]
    [InlineData(Direction.Unspecified, true, Conduct.IllegalEntry)]
    [InlineData(Direction.Exit, true, Conduct.IllegalExit)]
    [InlineData(Direction.Entry, false, Conduct.IllegalExit)]
    [InlineData(Direction.Unspecified, true, Conduct.IllegalExit)]
    [InlineData(Direction.Entry, true, Conduct.IllegalExit, Conduct.IllegalEntry)]
    [InlineData(Direction.Exit, true, Conduct.IllegalEntry, Conduct.IllegalExit)]
    [InlineData(Direction.Exit, false, Conduct.IllegalStay, Conduct.IllegalEntry)]
    [InlineData(Direction.Entry, true, Conduct.SuspiciousApproach)]
    [InlineData(Direction.Exit, true, Conduct.SuspiciousApproach)]
    public void Register_DirectionAndConducts_MustAgree(Direction direction, bool isAllowed, params Conduct[] conducts)
    {
        var sent = NewInterception(conducts);
        sent.Direction = direction;

        AssertAllowed(isAllowed, "interception.direction", sent);
    }

    [Theory]
    [InlineData(Conduct.IllegalStay, CitizenshipStatus.National, false)]
    [InlineData(Conduct.IllegalWork, CitizenshipStatus.National, false)]
    [InlineData(Conduct.IllegalEntry, CitizenshipStatus.National, true)]
    [InlineData(Conduct.IllegalExit, CitizenshipStatus.National, true)]
    [InlineData(Conduct.SuspiciousApproach, CitizenshipStatus.National, true)]
    [InlineData(Conduct.IllegalStay, CitizenshipStatus.Foreign, true)]
    [InlineData(Conduct.IllegalStay, CitizenshipStatus.Stateless, true)]
    [InlineData(Conduct.IllegalWork, CitizenshipStatus.Unknown, true)]
    public void Register_StayOrWork_IsNoNationalsConduct(Conduct conduct, CitizenshipStatus citizenship, bool isAllowed)
    {
        var sent = NewInterception(conduct);
        sent.Citizenship = citizenship;

        AssertAllowed(isAllowed, "interception.citizenship", sent);
    }

    [Theory]
    [InlineData(true, Conduct.SuspiciousApproach)]
    [InlineData(true, Conduct.SuspiciousApproach, Conduct.IllegalStay)]
    [InlineData(false, Conduct.IllegalEntry)]
    [InlineData(false, Conduct.IllegalExit)]
    [InlineData(false, Conduct.IllegalWork)]
    [InlineData(false, Conduct.SuspiciousApproach, Conduct.IllegalEntry)]
    [InlineData(false, Conduct.IllegalExit, Conduct.SuspiciousApproach)]
    public void Register_PersuadedToReturn_OnlyBeforeACrossing(bool isAllowed, params Conduct[] conducts)
    {
        var sent = NewInterception(conducts);
        sent.Disposition = Disposition.PersuadedToReturn;

        AssertAllowed(isAllowed, "interception.disposition", sent);
    }

    [Fact]
    public void Register_ConductNamedTwice_NamesTheSecond()
    {
        AssertAllowed(false, "interception.conducts[2]", NewInterception(Conduct.IllegalStay, Conduct.IllegalWork, Conduct.IllegalStay));
    }

    [Theory]
    [InlineData("patrols/p1", true)]
    [InlineData("", true)]
    [InlineData("cases/p1", false)]
    public void Register_Patrol_IsTheNameOfOne(string patrol, bool isAllowed)
    {
        var sent = NewInterception();
        sent.Patrol = patrol;

        AssertAllowed(isAllowed, "interception.patrol", sent);
    }

    [Theory]
    [InlineData("persons/p1", true)]
    [InlineData("interceptions/p1", false)]
    public void Register_Person_IsTheNameOfOne(string person, bool isAllowed)
    {
        var sent = NewInterception();
        sent.Person = person;

        AssertAllowed(isAllowed, "interception.person", sent);
    }

    [Fact]
    public void Register_ClaimByDocumentWithoutOne_NamesTheClaim()
    {
        var sent = NewInterception();
        sent.Identity.Claims.Add(new IdentityClaim { Source = ClaimSource.Document, LatinName = "LI SI INVENTED" });

        AssertAllowed(false, "interception.identity.claims[1].document", sent);
    }

    [Fact]
    public void Register_SeveralFaults_NamesThemAll()
    {
        var sent = NewInterception(Conduct.IllegalEntry, Conduct.IllegalWork, Conduct.IllegalWork);
        sent.Direction = Direction.Exit;
        sent.Citizenship = CitizenshipStatus.National;
        sent.Disposition = Disposition.PersuadedToReturn;
        sent.Patrol = "seizures/a";
        sent.Identity.Claims[0].Source = ClaimSource.Document;

        var refusal = Assert.Throws<RefusalException>(() => InterceptionRecord.Register("interceptions/b", sent));

        Assert.Equal(
            [
                "interception.conducts[2]", "interception.direction", "interception.citizenship", "interception.disposition",
                "interception.patrol", "interception.identity.claims[0].document",
            ],
            refusal.Violations.Select(violation => violation.Field));
        Assert.DoesNotContain("Zhang", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Amend_EveryFieldOfTheContract_TakesTheNewValues()
    {
        var record = InterceptionRecord.Register("interceptions/a", NewInterception());
        var sent = new Interception
        {
            Unit = "U2",
            Area = "54",
            InterceptTime = new() { Seconds = 1_611_000_000 },
            Position = null,
            Direction = Direction.Exit,
            Means = CrossingMeans.Ice,
            Conducts = { Conduct.IllegalExit },
            Citizenship = CitizenshipStatus.National,
            Disposition = Disposition.HandedOver,
            Patrol = "",
            Identity = new(),
            ProtectionNeeds = { ProtectionNeed.MedicalEmergency },
            Referrals = { new Referral { Need = ProtectionNeed.MedicalEmergency, ReferredTo = "a hospital", ReferTime = Time } },
            AgeGroup = AgeGroup.Minor,
            AccompaniedBy = "interceptions/father",
            Group = new() { GroupId = "g2" },
            Findings = { },
            Person = "persons/p2",
        };

        new InterceptionRecord(record).Amend(Amendment(
            sent,
            "unit",
            "area",
            "intercept_time",
            "position",
            "direction",
            "means",
            "conducts",
            "citizenship",
            "disposition",
            "patrol",
            "identity",
            "protection_needs",
            "referrals",
            "age_group",
            "accompanied_by",
            "group",
            "findings",
            "person"));

        (sent.Name, sent.State) = (record.Name, record.State);
        Assert.Equal(sent, record);
    }

    [Fact]
    public void Amend_FieldThatNoLongerFitsTheRest_IsRefused()
    {
        var record = InterceptionRecord.Register("interceptions/a", NewInterception(Conduct.IllegalStay));

        var refusal = Assert.Throws<RefusalException>(
            () => new InterceptionRecord(record).Amend(Amendment(new() { Citizenship = CitizenshipStatus.National }, "citizenship")));

        Assert.Equal(["interception.citizenship"], refusal.Violations.Select(violation => violation.Field));
    }

    [Theory]
    [InlineData("state")]
    [InlineData("void_reason")]
    [InlineData("name")]
    [InlineData("identity.claims")]
    public void Amend_FieldThatIsNotOfTheContract_IsRefused(string path)
    {
        var record = InterceptionRecord.Register("interceptions/a", NewInterception());

        var refusal = Assert.Throws<RefusalException>(() => new InterceptionRecord(record).Amend(Amendment(new(), path)));

        Assert.Equal(["update_mask"], refusal.Violations.Select(violation => violation.Field));
    }

    [Fact]
    public void AmendAndVoid_VoidRecord_AreRefused()
    {
        var record = InterceptionRecord.Register("interceptions/a", NewInterception());
        new InterceptionRecord(record).Void("entered twice");
        var before = record.Clone();

        var amending = Assert.Throws<RefusalException>(
            () => new InterceptionRecord(record).Amend(Amendment(new() { Area = "54" }, "area")));
        var voiding = Assert.Throws<RefusalException>(() => new InterceptionRecord(record).Void("again"));

        Assert.Equal((ErrorReason.WrongState, ErrorReason.WrongState), (amending.Reason, voiding.Reason));
        Assert.Equal((InterceptionState.Void, "entered twice"), (before.State, before.VoidReason));
        Assert.Equal(before, record);
    }

    private static void AssertAllowed(bool isAllowed, string field, Interception sent)
    {
        var error = Record.Exception(() => InterceptionRecord.Register("interceptions/b", sent));
        if (isAllowed)
            Assert.Null(error);
        else
            Assert.Equal([field], Assert.IsType<RefusalException>(error).Violations.Select(violation => violation.Field));
    }

    private static AmendInterceptionRequest Amendment(Interception sent, params string[] paths) =>
        new() { Interception = sent, UpdateMask = new() { Paths = { paths } }, Reason = "why" };

    private static Interception NewInterception(params Conduct[] conducts) => new()
    {
        Name = "interceptions/a",
        Unit = "U1",
        Area = "53.01",
        InterceptTime = Time,
        Position = new() { Latitude = 21.5, Longitude = 103.9 },
        Means = CrossingMeans.Foot,
        Conducts = { conducts.Length > 0 ? conducts : [Conduct.IllegalEntry] },
        Citizenship = CitizenshipStatus.Foreign,
        Disposition = Disposition.Detained,
        Patrol = "patrols/p1",
        Identity = new() { Claims = { new IdentityClaim { Source = ClaimSource.Stated, LatinName = "ZHANG SAN INVENTED" } } },
    };
}
