using Border.Persons.Interceptions;
using Border.Persons.V1;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Persons.Tests.Interceptions;

public sealed class ProtectionRulesTests
{
    private static readonly Timestamp Time = new() { Seconds = 1_610_000_000 };

    [Theory]
    [InlineData(Disposition.PersuadedToReturn)]
    [InlineData(Disposition.HandedOver)]
    public void Register_NeedWithoutAReferral_IsNotSentBackOrGivenAway(Disposition disposition)
    {
        var refusal = Assert.Throws<RefusalException>(
            () => InterceptionRecord.Register("interceptions/a", NewInterception(disposition, ProtectionNeed.SuspectedTraffickingVictim)));

        Assert.Equal(ErrorReason.RuleBroken, refusal.Reason);
        Assert.Contains("referral", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("traffick", refusal.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(Disposition.Detained)]
    [InlineData(Disposition.Released)]
    [InlineData(Disposition.ReferredHealth)]
    [InlineData(Disposition.ReferredProtection)]
    public void Register_NeedWithoutAReferral_MayBeKeptOrReferred(Disposition disposition) =>
        InterceptionRecord.Register("interceptions/a", NewInterception(disposition, ProtectionNeed.MedicalEmergency));

    [Fact]
    public void Register_TwoNeedsAndOneReferral_IsRefused()
    {
        var sent = NewInterception(Disposition.HandedOver, ProtectionNeed.AsylumClaim, ProtectionNeed.MedicalEmergency);
        sent.Referrals.Add(To(ProtectionNeed.MedicalEmergency));
        sent.Referrals.Add(To(ProtectionNeed.MedicalEmergency));

        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => InterceptionRecord.Register("interceptions/a", sent)).Reason);

        sent.Referrals.Add(To(ProtectionNeed.AsylumClaim));
        InterceptionRecord.Register("interceptions/a", sent);
    }

    [Fact]
    public void Amend_NeedOfAPersonAlreadyHandedOver_IsRefusedUntilReferred()
    {
        var record = InterceptionRecord.Register("interceptions/a", NewInterception(Disposition.HandedOver));
        var needs = new Interception { ProtectionNeeds = { ProtectionNeed.AsylumClaim } };

        var refusal = Assert.Throws<RefusalException>(() => new InterceptionRecord(record.Clone()).Amend(Amendment(needs, "protection_needs")));
        Assert.Equal(ErrorReason.RuleBroken, refusal.Reason);

        needs.Referrals.Add(To(ProtectionNeed.AsylumClaim));
        new InterceptionRecord(record).Amend(Amendment(needs, "protection_needs", "referrals"));
        Assert.Equal(needs.Referrals, record.Referrals);
    }

    [Fact]
    public void RecordReferral_ThenAmendTheDisposition_IsAllowed()
    {
        var record = InterceptionRecord.Register("interceptions/a", NewInterception(Disposition.Detained, ProtectionNeed.AsylumClaim));
        var handOver = Amendment(new() { Disposition = Disposition.HandedOver }, "disposition");
        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => new InterceptionRecord(record.Clone()).Amend(handOver)).Reason);

        new InterceptionRecord(record).RecordReferral(To(ProtectionNeed.AsylumClaim));
        new InterceptionRecord(record).Amend(handOver);

        Assert.Equal((Disposition.HandedOver, 1), (record.Disposition, record.Referrals.Count));
    }

    [Fact]
    public void Amend_ReferralOfAPersonHandedOver_CannotBeTakenAway()
    {
        var sent = NewInterception(Disposition.HandedOver, ProtectionNeed.AsylumClaim);
        sent.Referrals.Add(To(ProtectionNeed.AsylumClaim));
        var record = InterceptionRecord.Register("interceptions/a", sent);

        var refusal = Assert.Throws<RefusalException>(() => new InterceptionRecord(record).Amend(Amendment(new(), "referrals")));

        Assert.Equal(ErrorReason.RuleBroken, refusal.Reason);
    }

    [Fact]
    public void RecordReferral_OfANeedNotStated_StatesIt()
    {
        var record = InterceptionRecord.Register("interceptions/a", NewInterception(Disposition.HandedOver));

        new InterceptionRecord(record).RecordReferral(To(ProtectionNeed.MedicalEmergency));

        Assert.Equal([ProtectionNeed.MedicalEmergency], record.ProtectionNeeds);
    }

    [Fact]
    public void RecordReferral_OfANeedThatDoesNotFit_IsNamed()
    {
        var record = InterceptionRecord.Register("interceptions/a", NewInterception(Disposition.Detained));

        var refusal = Assert.Throws<RefusalException>(
            () => new InterceptionRecord(record).RecordReferral(To(ProtectionNeed.UnaccompaniedMinor)));

        Assert.Equal(["interception.age_group"], refusal.Violations.Select(violation => violation.Field));
    }

    [Fact]
    public void RecordReferral_VoidRecord_IsRefused()
    {
        var record = InterceptionRecord.Register("interceptions/a", NewInterception(Disposition.Detained, ProtectionNeed.AsylumClaim));
        new InterceptionRecord(record).Void("entered twice");

        var late = Assert.Throws<RefusalException>(() => new InterceptionRecord(record).RecordReferral(To(ProtectionNeed.AsylumClaim)));

        Assert.Equal((ErrorReason.WrongState, 0), (late.Reason, record.Referrals.Count));
    }

    [Fact]
    public void RecordReferral_MoreThanTheContractAllows_IsRefused()
    {
        var record = InterceptionRecord.Register("interceptions/a", NewInterception(Disposition.Detained, ProtectionNeed.AsylumClaim));
        for (var i = 0; i < 20; i++)
            new InterceptionRecord(record).RecordReferral(To(ProtectionNeed.AsylumClaim));

        var refusal = Assert.Throws<RefusalException>(() => new InterceptionRecord(record).RecordReferral(To(ProtectionNeed.AsylumClaim)));

        Assert.Equal((ErrorReason.RuleBroken, 20), (refusal.Reason, record.Referrals.Count));
    }

    [Theory]
    [InlineData(AgeGroup.Minor, true, "", null)]
    [InlineData(AgeGroup.Minor, false, "interceptions/mother", null)]
    [InlineData(AgeGroup.Minor, false, "", "interception.accompanied_by")]
    [InlineData(AgeGroup.Minor, true, "interceptions/mother", "interception.accompanied_by")]
    [InlineData(AgeGroup.Minor, false, "persons/mother", "interception.accompanied_by")]
    [InlineData(AgeGroup.Minor, false, "interceptions/a", "interception.accompanied_by")]
    [InlineData(AgeGroup.Adult, true, "", "interception.age_group")]
    [InlineData(AgeGroup.Unspecified, false, "interceptions/mother", "interception.age_group")]
    [InlineData(AgeGroup.Adult, false, "", null)]
    public void Register_Minor_IsWithAnAdultOrAlone(AgeGroup age, bool isAlone, string adult, string? fault)
    {
        var sent = NewInterception(Disposition.Detained);
        (sent.AgeGroup, sent.AccompaniedBy) = (age, adult);
        if (isAlone)
            sent.ProtectionNeeds.Add(ProtectionNeed.UnaccompaniedMinor);

        Assert.Equal(fault is null ? [] : [fault], Faults(sent));
    }

    [Fact]
    public void Register_NeedTwiceOrReferralOfNone_IsNamed()
    {
        var sent = NewInterception(Disposition.Detained, ProtectionNeed.AsylumClaim, ProtectionNeed.AsylumClaim, ProtectionNeed.Unspecified);
        sent.Referrals.Add(To(ProtectionNeed.MedicalEmergency));

        Assert.Equal(
            ["interception.protection_needs[1]", "interception.protection_needs[2]", "interception.referrals[0].need"], Faults(sent));
    }

    private static IEnumerable<string> Faults(Interception sent) =>
        Record.Exception(() => InterceptionRecord.Register("interceptions/a", sent)) is RefusalException refusal
            ? refusal.Violations.Select(violation => violation.Field)
            : [];

    private static Referral To(ProtectionNeed need) => new() { Need = need, ReferredTo = "an invented office", ReferTime = Time };

    private static AmendInterceptionRequest Amendment(Interception sent, params string[] paths) =>
        new() { Interception = sent, UpdateMask = new() { Paths = { paths } }, Reason = "why" };

    private static Interception NewInterception(Disposition disposition, params ProtectionNeed[] needs) => new()
    {
        Unit = "U1",
        Area = "53.01",
        InterceptTime = Time,
        Conducts = { Conduct.SuspiciousApproach },
        Citizenship = CitizenshipStatus.Foreign,
        Disposition = disposition,
        ProtectionNeeds = { needs },
    };
}
