using Border.Field.Devices;
using Border.Field.Queue;
using Border.Field.Recording;
using Border.Field.Tests.Fixtures;
using Border.Patrols.V1;
using Border.Persons.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Field.Tests.Recording;

public sealed class RecorderTests
{
    [Fact]
    public void Record_ManyBadFields_NamesEachAndKeepsADraft()
    {
        using var field = new FieldDevice();
        var request = Samples.Interception(field.Now);
        request.Interception.Unit = "no unit";
        request.Interception.Area = "";
        request.Interception.Disposition = Disposition.Unspecified;

        var kept = field.Record(request);

        Assert.Equal(EntryState.Draft, kept.Entry.State);
        Assert.Equal(["interception.unit", "interception.area", "interception.disposition"], kept.Faults.Select(fault => fault.Field));
        Assert.Equal(request, field.Queue.RequestOf(kept.Entry));
    }

    [Fact]
    public void Record_HandedOverWithoutReferral_IsADraftAsTheServerWouldRefuseIt()
    {
        using var field = new FieldDevice();
        var request = Samples.Interception(field.Now);
        request.Interception.Disposition = Disposition.HandedOver;
        request.Interception.ProtectionNeeds.Add(ProtectionNeed.MedicalEmergency);

        var kept = field.Record(request);

        Assert.Equal(EntryState.Draft, kept.Entry.State);
        Assert.Contains("HANDED_OVER", Assert.Single(kept.Faults).Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_PatrolThroughItsDay_IsCheckedAgainstWhatTheDeviceHolds()
    {
        using var field = new FieldDevice();
        var patrol = field.StartPatrol();
        field.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Empty(field.Record(new PausePatrolRequest { Name = patrol, PauseTime = field.Now }).Faults);
        var twice = field.Record(new PausePatrolRequest { Name = patrol, PauseTime = field.Now });
        var early = field.Record(new ResumePatrolRequest { Name = patrol, ResumeTime = field.Now - Duration.FromTimeSpan(TimeSpan.FromMinutes(1)) });
        Assert.Empty(field.Record(new EndPatrolRequest { Name = patrol, EndTime = field.Now }).Faults);

        Assert.Contains("is paused and cannot be paused", Assert.Single(twice.Faults).Description, StringComparison.Ordinal);
        Assert.Equal("resume_time", Assert.Single(early.Faults).Field);
        Assert.Empty(new PatrolBook(field.Queue).Out(FieldDevice.Officer));
    }

    [Fact]
    public void Record_ClockWasSetBack_IsADraftUntilItIsSet()
    {
        using var field = new FieldDevice();
        var now = field.Clock.GetUtcNow();
        field.Device.DemandRecentContact(TimeSpan.FromDays(14));
        field.SetClock(new DateTimeOffset(2000, 1, 1, 0, 5, 0, TimeSpan.Zero));

        var kept = field.Record(Samples.Interception(field.Now));

        Assert.Equal(EntryState.Draft, kept.Entry.State);
        Assert.Contains("shows 2000-01-01, and it was 2026-04-11 before", Assert.Single(kept.Faults).Description, StringComparison.Ordinal);
        field.SetClock(now.AddHours(1));
        Assert.Empty(field.Record(Samples.Interception(field.Now)).Faults);
    }

    [Fact]
    public void Record_ClockShowsOtherYearsThanTheServers_IsADraftUntilItIsSet()
    {
        var now = new DateTimeOffset(2026, 4, 11, 8, 0, 0, TimeSpan.Zero);
        using var field = new FieldDevice(new DateTimeOffset(2000, 1, 1, 0, 5, 0, TimeSpan.Zero));
        field.Device.Clock.NoteServerTime(now, field.Device.Clock.Shown);
        field.Device.DemandRecentContact(TimeSpan.FromDays(365_000));

        var kept = field.Record(Samples.Interception(field.Now));

        Assert.Equal(EntryState.Draft, kept.Entry.State);
        Assert.Contains("shows 2000-01-01, and it was 2026-04-11 before", Assert.Single(kept.Faults).Description, StringComparison.Ordinal);
        field.SetClock(now.AddHours(1));
        Assert.Empty(field.Record(Samples.Interception(field.Now)).Faults);
    }

    [Fact]
    public void Record_FastClockWasPutRightAfterAContact_IsNotToldAsSetBack()
    {
        using var field = new FieldDevice();
        var now = field.Clock.GetUtcNow().AddDays(-10);
        field.Device.DemandRecentContact(TimeSpan.FromDays(14));
        field.Device.Clock.NoteServerTime(now, field.Device.Clock.Shown);
        field.Device.DemandRecentContact(TimeSpan.FromDays(14));

        field.SetClock(now.AddHours(1));
        field.Device.DemandRecentContact(TimeSpan.FromDays(14));

        Assert.Null(field.Device.Clock.SetBackFrom);
        field.Device.Clock.NoteServerTime(field.Clock.GetUtcNow(), field.Device.Clock.Shown);
        Assert.Empty(field.Record(Samples.Interception(field.Now)).Faults);
    }

    [Fact]
    public void Record_ClockWasPutRightByLessThanADay_IsReady()
    {
        using var field = new FieldDevice();
        field.Device.DemandRecentContact(TimeSpan.FromDays(14));
        field.SetClock(field.Clock.GetUtcNow().AddHours(-23));

        Assert.Empty(field.Record(Samples.Interception(field.Now)).Faults);
    }

    [Fact]
    public void Record_SeizureOfDrugsWithoutQuantity_NamesTheItemsField()
    {
        using var field = new FieldDevice();
        var request = Samples.Seizure(field.Now);
        (request.Seizure.Items[0].Kind, request.Seizure.Items[0].Quantity) = (Border.Seizures.V1.ItemKind.Drug, new());

        Assert.StartsWith("seizure.items[0].quantity", Assert.Single(field.Record(request).Faults).Field, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_OffenceThatThisClientDoesNotKnow_IsLeftToTheServer()
    {
        using var field = new FieldDevice();
        var request = new Border.Cases.V1.ReportCaseRequest
        {
            Report = new() { Unit = "U-1", Area = "53", ReportTime = field.Now, PrincipalOffence = "an_offence_of_next_year" },
        };

        Assert.Equal(EntryState.Ready, field.Record(request).Entry.State);
    }

    [Fact]
    public void Record_IdsLacking_AreMadeAndKept()
    {
        using var field = new FieldDevice();

        var kept = field.Record(Samples.Seizure(field.Now)).Entry;

        var request = (Border.Seizures.V1.RecordSeizureRequest)field.Queue.RequestOf(kept)!;
        Assert.True(Guid.TryParse(request.SeizureId, out _));
        Assert.True(Guid.TryParse(request.RequestId, out _));
        Assert.True(Guid.TryParse(request.Seizure.Items[0].Id, out _));
        Assert.Equal((request.SeizureId, request.RequestId), (kept.Record, kept.RequestId));
    }

    [Fact]
    public void Record_SameRequestIdAgain_KeepsOne()
    {
        using var field = new FieldDevice();
        var request = Samples.Interception(field.Now);
        request.RequestId = "r-1";

        field.Record(request.Clone());
        field.Record(request.Clone());

        Assert.Single(field.Queue.Of(FieldDevice.Officer));
    }

    [Fact]
    public void Record_DraftToldAgain_StillHasItsFaults()
    {
        using var field = new FieldDevice();
        var request = Samples.Interception(field.Now);
        (request.RequestId, request.Interception.Unit) = ("r-1", "");

        field.Record(request.Clone());
        var again = field.Record(request.Clone());

        Assert.Equal(EntryState.Draft, again.Entry.State);
        Assert.Equal("interception.unit", Assert.Single(again.Faults).Field);
    }

    [Theory]
    [InlineData("U-1")]
    [InlineData("")]
    public void Record_OtherContentUnderARequestIdOfBefore_IsRefusedAndChangesNothing(string unit)
    {
        using var field = new FieldDevice();
        var request = Samples.Interception(field.Now);
        (request.RequestId, request.Interception.Unit) = ("r-1", unit);
        var kept = field.Record(request.Clone()).Entry;

        request.Interception.Unit = "U-2";
        var fault = Assert.Throws<RequestIdReusedException>(() => field.Record(request.Clone()));

        Assert.Contains($"record {kept.Sequence} is kept under it", fault.Message, StringComparison.Ordinal);
        Assert.Equal(unit, ((RegisterInterceptionRequest)field.Queue.RequestOf(Assert.Single(field.Queue.Of(FieldDevice.Officer)))!).Interception.Unit);
    }

    [Fact]
    public void AddFix_WhileTheFileOfATrackIsADraft_GoesNotIntoIt()
    {
        using var field = new FieldDevice();
        var patrol = field.StartPatrol();
        var file = field.Record(new AppendTrackRequest { Name = patrol, Device = "gpx-invented", Points = { Samples.Point(field.Now, 1) } }, asDraft: true).Entry;
        var track = new TrackRecorder(field.Device, new Recorder(field.Device));

        var fix = track.AddFix(patrol, Samples.Point(field.Now, 2)).Entry;
        track.Close(patrol);

        Assert.Equal((EntryState.Draft, EntryState.Ready), (field.Queue.Find(file.Sequence)!.State, field.Queue.Find(fix.Sequence)!.State));
        Assert.Single(((AppendTrackRequest)field.Queue.RequestOf(file)!).Points);
    }

    [Fact]
    public void Correct_ADraft_HasANewRequestIdInTheSamePlace()
    {
        using var field = new FieldDevice();
        var request = Samples.Interception(field.Now);
        request.Interception.Unit = "";
        var draft = field.Record(request).Entry;
        var after = field.Record(Samples.Seizure(field.Now)).Entry;

        var mended = Samples.Interception(field.Now);
        var kept = new Recorder(field.Device).Correct(draft, mended).Entry;

        Assert.Equal((EntryState.Ready, draft.Place, draft.Record), (kept.State, kept.Place, kept.Record));
        Assert.NotEqual(draft.RequestId, kept.RequestId);
        Assert.Equal(EntryState.Replaced, field.Queue.Find(draft.Sequence)!.State);
        Assert.Equal([kept.Sequence, after.Sequence], field.Queue.Sendable(FieldDevice.Officer, 10).Select(entry => entry.Sequence));
    }

    [Fact]
    public void Correct_SomebodyElsesDraft_IsRefused()
    {
        using var field = new FieldDevice();
        var draft = field.Record(Samples.Interception(field.Now), asDraft: true).Entry;
        field.Enrol("wang-invented");
        field.SignIn("wang-invented");

        Assert.Throws<DeviceException>(() => new Recorder(field.Device).Correct(draft, Samples.Interception(field.Now)));
    }

    [Fact]
    public void AddFix_OverRestartsAndRemoval_CountsOn()
    {
        using var field = new FieldDevice();
        var patrol = field.StartPatrol();
        for (var second = 0; second < TrackRecorder.PointsPerRequest + 5; second++)
        {
            if (second % 100 == 50)
                field.SignIn();
            new TrackRecorder(field.Device, new Recorder(field.Device)).AddFix(patrol, Samples.Point(field.Now, second));
        }

        new TrackRecorder(field.Device, new Recorder(field.Device)).Close(patrol);

        var tracks = field.Queue.Of(FieldDevice.Officer).Where(entry => entry.Kind == "appendTrack").ToList();
        Assert.All(tracks, entry => Assert.Equal(EntryState.Ready, entry.State));
        Assert.Equal(
            Enumerable.Range(1, TrackRecorder.PointsPerRequest + 5).Select(number => (long)number),
            tracks.SelectMany(entry => ((AppendTrackRequest)field.Queue.RequestOf(entry)!).Points).Select(point => point.Sequence));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"time": "2026-01-01T00:00:00Z", "lat": 22}""")]
    [InlineData("""{"time": "yesterday", "lat": 22, "lon": 100}""")]
    public void Parse_LineThatIsNoFix_IsRefused(string line) => Assert.Throws<FormatException>(() => Fixes.Parse(line));

    [Fact]
    public void AddGpx_TheSameFileTwice_HasTheSameSourceAndNumbers()
    {
        using var field = new FieldDevice();
        var patrol = field.StartPatrol();
        var gpx = System.Text.Encoding.UTF8.GetBytes(
            $"<gpx><trk><trkseg><trkpt lat='22' lon='100'><time>{field.Clock.GetUtcNow():O}</time></trkpt></trkseg></trk></gpx>");
        var tracks = new TrackRecorder(field.Device, new Recorder(field.Device));

        var first = (AppendTrackRequest)field.Queue.RequestOf(tracks.AddGpx(patrol, gpx)[0].Entry)!;
        var again = (AppendTrackRequest)field.Queue.RequestOf(tracks.AddGpx(patrol, gpx)[0].Entry)!;

        Assert.StartsWith("gpx-", first.Device, StringComparison.Ordinal);
        Assert.Equal((first.Device, first.Points), (again.Device, again.Points));
    }
}
