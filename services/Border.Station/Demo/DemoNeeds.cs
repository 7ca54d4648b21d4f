using Border.Persons.V1;

namespace Border.Station.Demo;

/// <summary>People in need of protection, and to whom they were referred.</summary>
internal sealed class DemoNeeds(Timeline<SubmitInterceptionsRequest> timeline)
{
    private const int LaterPercent = 1;
    private const int EmergencyPercent = 10;
    private const string YoungestYear = "2012";

    private static readonly Weighted<ProtectionNeed> Needs = new(
        (ProtectionNeed.AsylumClaim, 45), (ProtectionNeed.SuspectedTraffickingVictim, 35), (ProtectionNeed.MedicalEmergency, 20));

    /// <summary>The need behind a disposition that says that somebody answers for it.</summary>
    public static void Complete(Interception record, Dice dice)
    {
        if (record.Disposition == Disposition.ReferredMinors)
            (record.AgeGroup, record.Identity.Claims[0].BirthDate) = (AgeGroup.Minor, YoungestYear);
        ProtectionNeed? need = record.Disposition switch
        {
            Disposition.ReferredMinors => ProtectionNeed.UnaccompaniedMinor,
            Disposition.ReferredProtection => dice.Of([ProtectionNeed.AsylumClaim, ProtectionNeed.SuspectedTraffickingVictim]),
            Disposition.ReferredHealth when dice.Chance(EmergencyPercent) => ProtectionNeed.MedicalEmergency,
            _ => null,
        };
        if (need is not { } known)
            return;
        record.ProtectionNeeds.Add(known);
        record.Referrals.Add(Referral(known, record.InterceptTime.ToDateTimeOffset().AddMinutes(20)));
    }

    /// <summary>Some of those who are to be handed over speak of a need first, and stay until the referral is recorded.</summary>
    public void AddLater(string id, Interception record, Dice dice)
    {
        if (record.Disposition != Disposition.HandedOver || !dice.Chance(LaterPercent))
            return;
        var need = Needs.Roll(dice);
        record.ProtectionNeeds.Add(need);
        record.Disposition = Disposition.Detained;
        var referred = record.InterceptTime.ToDateTimeOffset().AddHours(dice.Between(1, 6));
        timeline.Add(referred, new()
        {
            RecordReferral = new() { Name = $"interceptions/{id}", Referral = Referral(need, referred), RequestId = $"{id}-referral" },
        });
        timeline.Add(referred.AddHours(20), new()
        {
            Amend = new()
            {
                Interception = new() { Name = $"interceptions/{id}", Etag = "2", Disposition = Disposition.HandedOver },
                UpdateMask = new() { Paths = { "disposition" } },
                Reason = "Handed over once the referral was recorded.",
                RequestId = $"{id}-handed-over",
            },
        });
    }

    private static Referral Referral(ProtectionNeed need, DateTimeOffset time) => new()
    {
        Need = need,
        ReferredTo = need switch
        {
            ProtectionNeed.AsylumClaim => "Office for asylum",
            ProtectionNeed.SuspectedTraffickingVictim => "Shelter for victims of trafficking",
            ProtectionNeed.MedicalEmergency => "County hospital",
            _ => "Service for minors",
        },
        ReferTime = DemoTime.Stamp(time),
    };
}
