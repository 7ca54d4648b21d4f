using Border.Cases.Emergencies;
using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;

namespace Border.Cases.Tests.Emergencies;

public sealed class EmergencyFileTests
{
    private static readonly DateTimeOffset Taken = SampleCases.Later.ToDateTimeOffset();

    [Fact]
    public void Take_OfACase_LastsAndWaitsAsTheOptionsSay()
    {
        var access = New();

        Assert.Equal(("cases/a", "53.01", "wang", "why"), (access.Case, access.Area, access.Actor, access.Reason));
        Assert.Equal((Taken, Taken.AddHours(2), Taken.AddDays(5)), (access.TakeTime.ToDateTimeOffset(), access.ExpireTime.ToDateTimeOffset(), access.ReviewBy.ToDateTimeOffset()));
        Assert.Equal(EmergencyFinding.Unspecified, access.Finding);
    }

    [Fact]
    public void Review_ByWhoeverTookIt_IsRefused()
    {
        var access = New();

        var refusal = Assert.Throws<RefusalException>(() => Review(access, EmergencyFinding.Justified, "wang"));

        Assert.Equal((ErrorReason.RuleBroken, null), (refusal.Reason, access.ReviewTime));
    }

    [Fact]
    public void Review_Twice_IsRefused()
    {
        var access = New();
        Review(access, EmergencyFinding.Justified, "li");

        Assert.Equal(ErrorReason.WrongState, Assert.Throws<RefusalException>(() => Review(access, EmergencyFinding.Unjustified, "zhao")).Reason);
        Assert.Equal(("li", EmergencyFinding.Justified), (access.Reviewer, access.Finding));
    }

    [Theory]
    [InlineData(EmergencyFinding.Justified, 30, 120)]
    [InlineData(EmergencyFinding.Unjustified, 30, 30)]
    [InlineData(EmergencyFinding.Unjustified, 180, 120)]
    public void Review_OfOneThatWasNotJustified_EndsIt(EmergencyFinding finding, int afterMinutes, int endsAfterMinutes)
    {
        var access = New();

        new EmergencyFile(access).Review(finding, "seen", "li", Taken.AddMinutes(afterMinutes));

        Assert.Equal(Taken.AddMinutes(endsAfterMinutes), access.ExpireTime.ToDateTimeOffset());
    }

    private static EmergencyAccess New() => EmergencyFile.Take(
        "emergency-accesses/x", SampleCases.New(), "wang", "why", Taken, new() { EmergencyAccess = TimeSpan.FromHours(2), EmergencyReviewWithin = TimeSpan.FromDays(5) });

    private static void Review(EmergencyAccess access, EmergencyFinding finding, string actor) =>
        new EmergencyFile(access).Review(finding, "seen", actor, Taken.AddMinutes(1));
}
