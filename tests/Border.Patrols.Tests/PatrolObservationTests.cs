using Border.Patrols.V1;
using Border.ServiceDefaults.Errors;
using Border.Testing;
using Border.Type.V1;

namespace Border.Patrols.Tests;

public sealed class PatrolObservationTests
{
    private readonly Patrol _record = Patrols.In(PatrolState.UnderWay);

    public PatrolObservationTests() => _record.Observations.Clear();

    private PatrolLog Log => new(_record);

    [Fact]
    public void AddObservation_Several_StayInTheOrderInWhichTheyCame()
    {
        foreach (var id in (string[])["c", "a", "b"])
            Log.AddObservation(Patrols.Sight(id));

        Assert.Equal(["c", "a", "b"], _record.Observations.Select(observation => observation.Id));
    }

    // So that a field that is added to the contract cannot be forgotten here.
    [Fact]
    public void AddObservation_EveryFieldThatAUnitSends_IsKeptAndNoOther()
    {
        var sent = Patrols.Sight("a");
        (sent.Severity, sent.Position, sent.Note, sent.FormVersion) = (Severity.High, new() { Latitude = 1 }, "By the river", 3);
        sent.Attachments.Add(Photo("p"));
        var withMore = sent.Clone();
        (withMore.VoidReason, withMore.IsVoid) = ("x", true);

        Log.AddObservation(withMore);

        Assert.Equal(sent, Assert.Single(_record.Observations));
        Assert.Equal(["void_reason", "is_void"], MessageFields.Unset(_record.Observations[0]));
    }

    [Fact]
    public void AddObservation_IdTakenInThePatrol_IsRefused()
    {
        Log.AddObservation(Patrols.Sight("a"));

        var refusal = Assert.Throws<RefusalException>(() => Log.AddObservation(Patrols.Sight("a")));

        Assert.Equal((ErrorReason.RecordExists, "patrols/a/observations/a"), (refusal.Reason, refusal.Metadata["name"]));
        Assert.Single(_record.Observations);
    }

    [Fact]
    public void AddObservation_PastTheThousandth_IsRefused()
    {
        for (var i = 0; i < 1000; i++)
            Log.AddObservation(Patrols.Sight($"o{i}"));

        var refusal = Assert.Throws<RefusalException>(() => Log.AddObservation(Patrols.Sight("one-more")));

        Assert.Equal(ErrorReason.RuleBroken, refusal.Reason);
        Assert.Equal(1000, _record.Observations.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    public void AddObservation_OtherWithoutNote_IsRefused(string note)
    {
        var observation = Patrols.Sight("a");
        (observation.Category, observation.Note) = (ObservationCategory.Other, note);

        Patrols.AssertAtFault("observation.note", () => Log.AddObservation(observation));
        Assert.Empty(_record.Observations);
    }

    [Fact]
    public void AddObservation_OtherWithNote_IsKept()
    {
        var observation = Patrols.Sight("a");
        (observation.Category, observation.Note) = (ObservationCategory.Other, "A balloon");

        Log.AddObservation(observation);

        Assert.Equal(observation, Assert.Single(_record.Observations));
    }

    [Fact]
    public void AmendObservation_FieldsOfTheMask_ChangesOnlyThem()
    {
        Log.AddObservation(Patrols.Sight("a"));
        Log.AddObservation(Patrols.Sight("b"));

        Log.AmendObservation(Amendment("b", new() { Severity = Severity.High, Note = "ignored" }, "severity"));

        Assert.Equal([("a", Severity.Unspecified), ("b", Severity.High)], _record.Observations.Select(seen => (seen.Id, seen.Severity)));
        Assert.Equal("", _record.Observations[1].Note);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("is_void")]
    [InlineData("void_reason")]
    [InlineData("attachments")]
    public void AmendObservation_FieldThatTheServerSets_IsRefused(string path)
    {
        Log.AddObservation(Patrols.Sight("a"));

        Patrols.AssertAtFault("update_mask", () => Log.AmendObservation(Amendment("a", new(), path)));
    }

    [Fact]
    public void AmendObservation_ToOtherWithoutNote_IsRefused()
    {
        Log.AddObservation(Patrols.Sight("a"));

        Patrols.AssertAtFault(
            "observation.note", () => Log.AmendObservation(Amendment("a", new() { Category = ObservationCategory.Other }, "category")));
    }

    [Fact]
    public void AmendOrVoidObservation_ThatIsNotThere_IsNotFound()
    {
        var amending = Assert.Throws<RefusalException>(() => Log.AmendObservation(Amendment("none", new(), "note")));
        var voiding = Assert.Throws<RefusalException>(() => Log.VoidObservation(new() { ObservationId = "none", Reason = "why" }));

        Assert.Equal((ErrorReason.RecordNotFound, ErrorReason.RecordNotFound), (amending.Reason, voiding.Reason));
    }

    [Fact]
    public void VoidObservation_Standing_StaysWithItsReasonAndCannotBeChanged()
    {
        Log.AddObservation(Patrols.Sight("a"));

        Log.VoidObservation(new() { ObservationId = "a", Reason = "our own tracks" });

        var seen = Assert.Single(_record.Observations);
        Assert.Equal((true, "our own tracks", ObservationCategory.Footprints), (seen.IsVoid, seen.VoidReason, seen.Category));
        Assert.Equal(ErrorReason.WrongState, Assert.Throws<RefusalException>(() => Log.AmendObservation(Amendment("a", new(), "note"))).Reason);
        Assert.Equal(
            ErrorReason.WrongState, Assert.Throws<RefusalException>(() => Log.VoidObservation(new() { ObservationId = "a", Reason = "b" })).Reason);
    }

    [Fact]
    public void AttachToObservation_AmendedAndVoidedLater_StaysWithIt()
    {
        Log.AddObservation(Patrols.Sight("a"));

        Log.AttachToObservation("a", Photo("p"));
        Log.AmendObservation(Amendment("a", new() { Note = "seen again", Attachments = { Photo("other") } }, "note"));
        Log.AttachToObservation("a", Photo("q"));
        Log.VoidObservation(new() { ObservationId = "a", Reason = "our own tracks" });

        Assert.Equal(["p", "q"], Assert.Single(_record.Observations).Attachments.Select(attachment => attachment.Id));
    }

    [Fact]
    public void AttachToObservation_VoidOrNotThereOrTaken_IsRefused()
    {
        Log.AddObservation(Patrols.Sight("a"));
        Log.AddObservation(Patrols.Sight("b"));
        Log.AttachToObservation("a", Photo("p"));
        Log.VoidObservation(new() { ObservationId = "b", Reason = "why" });

        Assert.Equal(
            [ErrorReason.RecordExists, ErrorReason.WrongState, ErrorReason.RecordNotFound],
            new[] { "a", "b", "none" }.Select(id => Assert.Throws<RefusalException>(() => Log.AttachToObservation(id, Photo("p"))).Reason));
        Assert.Single(_record.Observations[0].Attachments);
    }

    [Fact]
    public void AddObservation_AttachmentsOfOneId_IsRefused()
    {
        var sent = Patrols.Sight("a");
        sent.Attachments.Add([Photo("p"), Photo("q"), Photo("p")]);

        Patrols.AssertAtFault("observation.attachments", () => Log.AddObservation(sent));
        Assert.Empty(_record.Observations);
    }

    [Fact]
    public void AttachToObservation_PastTheTwentiethOfOneAndTheThousandthOfAll_IsRefused()
    {
        for (var i = 0; i < 51; i++)
            Log.AddObservation(Patrols.Sight($"o{i}"));
        for (var i = 0; i < 1000; i++)
            Log.AttachToObservation($"o{i / 20}", Photo($"p{i}"));

        foreach (var id in (string[])["o3", "o50"])
            Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => Log.AttachToObservation(id, Photo("more"))).Reason);

        Assert.Equal(1000, _record.Observations.Sum(observation => observation.Attachments.Count));
        Assert.Equal(20u, ObservationsMaxItems());
    }

    private static uint ObservationsMaxItems() =>
        Observation.Descriptor.FindFieldByName("attachments").GetOptions().GetExtension(FieldExtensions.Rule).MaxItems;

    private static Attachment Photo(string id) => new() { Id = id, Sha256 = new string('a', 64), ContentType = "image/jpeg", SizeBytes = 12 };

    private static AmendObservationRequest Amendment(string id, Observation sent, string path) =>
        new() { ObservationId = id, Observation = sent, UpdateMask = new() { Paths = { path } } };
}
