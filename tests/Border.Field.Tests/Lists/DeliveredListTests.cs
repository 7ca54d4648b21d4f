using System.Globalization;
using Border.Cases.V1;
using Border.Field.Lists;
using Border.Field.Queue;
using Border.Field.Recording;
using Border.Field.Tests.Fixtures;
using Border.Patrols.V1;
using Border.Persons.V1;
using Border.Seizures.V1;
using Border.Testing;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Border.Field.Tests.Lists;

/// <summary>Lists of codes come to the device with versions; what was made with an old one is taken, or refused for a reason.</summary>
public sealed class DeliveredListTests : IAsyncLifetime
{
    private readonly FieldDevice _field = new(TimeProvider.System.GetUtcNow());
    private readonly string _address = $"http://127.0.0.1:{FreePort.Next().ToString(CultureInfo.InvariantCulture)}";
    private FieldServer _server = null!;

    public async Task InitializeAsync() => _server = await FieldServer.StartAsync(settings: [("Listen:Url", _address), ("Forms:Patrols", _address)]);

    public async Task DisposeAsync()
    {
        _field.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Sync_Lists_ComeOnceAndAreAskedForByTheirVersion()
    {
        await _field.SyncAsync(_server.Invoker);
        var first = _field.Device.Lists.All();
        _field.Clock.Advance(TimeSpan.FromMinutes(11));
        await _field.SyncAsync(_server.Invoker);
        var again = _field.Device.Lists.All();

        // Areas come from Statistics, which does not run here.
        Assert.Equal(["forms", "offences", "substances", "units"], first.Select(list => list.Name));
        Assert.Equal(first.Select(list => (list.Etag, list.GivenAt)), again.Select(list => (list.Etag, list.GivenAt)));
        Assert.All(again.Zip(first), pair => Assert.True(pair.First.CheckedAt > pair.Second.CheckedAt));
        Assert.Contains(_field.Device.Lists.Entries(ListOf("offences"))!.Cast<Offence>(), offence => offence.Code == "illegal_crossing");
    }

    [Theory]
    [InlineData("offences")]
    [InlineData("substances")]
    public async Task Fetch_VersionThatIsKnown_IsNotSentAgain(string name)
    {
        var (etag, body) = await ListOf(name).FetchAsync(_server.Invoker, "", CancellationToken.None);
        var known = await ListOf(name).FetchAsync(_server.Invoker, etag, CancellationToken.None);
        var old = await ListOf(name).FetchAsync(_server.Invoker, "0123456789abcdef", CancellationToken.None);

        Assert.NotEmpty(ListOf(name).EntriesIn(body!));
        Assert.Equal((etag, true), (known.Etag, known.Body is null));
        Assert.Equal(body, old.Body);
    }

    [Fact]
    public async Task Record_CodeThatIsInNoList_IsADraftThatSaysSo()
    {
        await _field.SyncAsync(_server.Invoker);

        var kept = _field.Record(Report("an_offence_that_never_was"));

        Assert.Equal(EntryState.Draft, kept.Entry.State);
        Assert.Contains("an_offence_that_never_was is not known here", Assert.Single(kept.Faults).Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sync_RecordOfAnOldList_IsRefusedForAReasonAndKeptUntilItIsMended()
    {
        Give("offences", "of-last-year", new ListOffencesResponse { Offences = { new Offence { Code = "retired_offence" }, new Offence { Code = "illegal_crossing" } } });
        var good = _field.Record(Report("illegal_crossing")).Entry;
        var bad = _field.Record(Report("retired_offence")).Entry;
        Assert.Equal((EntryState.Ready, "of-last-year"), (bad.State, bad.MadeWith));
        _field.Clock.Advance(TimeSpan.FromMinutes(11));

        await _field.SyncAsync(_server.Invoker);
        var reason = Cli.Field.EntryText.ReasonOf(_field.Device, _field.Queue.Find(bad.Sequence)!);

        Assert.Equal(
            (EntryState.Received, EntryState.Refused), (_field.Queue.Find(good.Sequence)!.State, _field.Queue.Find(bad.Sequence)!.State));
        Assert.Contains("UNKNOWN_REFERENCE: The offence retired_offence is not known here.", reason, StringComparison.Ordinal);
        Assert.Contains("made with the list of version of-last-year", reason, StringComparison.Ordinal);
        new Recorder(_field.Device).Correct(_field.Queue.Find(bad.Sequence)!, Report("fraud"));
        Assert.Equal(1, (await _field.SyncAsync(_server.Invoker)).Received);
    }

    [Fact]
    public void Record_SubstanceThatOnlyTheGivenListHas_IsReady()
    {
        Give("substances", "of-next-year", new ListSubstancesResponse { Substances = { new Substance { Code = "new_opioid" } } });
        var request = Samples.Seizure(_field.Now);
        var item = request.Seizure.Items[0];
        (item.Kind, item.Sort, item.Quantity) = (ItemKind.Drug, "new_opioid", new() { Mass = new() { Amount = "1", Unit = Border.Type.V1.MassUnit.Kilogram } });
        item.Drug = new DrugDetails { Substance = "new_opioid" };

        var kept = _field.Record(request);

        Assert.Empty(kept.Faults);
        Assert.Equal((EntryState.Ready, "of-next-year"), (kept.Entry.State, kept.Entry.MadeWith));
    }

    [Fact]
    public async Task Record_WithoutWhatTheFormRequires_IsADraftThatNamesEachFieldUntilItIsMended()
    {
        await ImportAsync(Form("interception.means", "interception.group.role"));
        await _field.SyncAsync(_server.Invoker);
        var request = Samples.Interception(_field.Now);
        request.Interception.Group = new();

        var kept = _field.Record(request);

        Assert.Equal(EntryState.Draft, kept.Entry.State);
        // The contract requires the first, and the form the others.
        Assert.Equal(["interception.group.group_id", "interception.group.role", "interception.means"], kept.Faults.Select(fault => fault.Field).Order(StringComparer.Ordinal));
        Assert.Contains("version 1 of the form", kept.Faults.Single(fault => fault.Field == "interception.means").Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sync_RecordWithoutWhatTheFormRequires_IsTakenWhenTheOfficerSaysSoAndNamesNoVersion()
    {
        await ImportAsync(Form("interception.age_group"));
        await _field.SyncAsync(_server.Invoker);
        var kept = _field.Record(Samples.Interception(_field.Now));

        var forced = new Recorder(_field.Device).Correct(kept.Entry, Samples.Interception(_field.Now), anyway: true);

        Assert.Equal((EntryState.Draft, EntryState.Ready), (kept.Entry.State, forced.Entry.State));
        Assert.Equal(1, (await _field.SyncAsync(_server.Invoker)).Received);
        Assert.Equal(0, (await GetAsync(_field.Queue.Of(EntryState.Received)[^1].Name)).FormVersion);
    }

    [Fact]
    public async Task Sync_RecordsOfAFormOfBefore_AreTakenAndSayByWhichTheyWereTakenDown()
    {
        await ImportAsync(Form());
        await ImportAsync(Form("interception.age_group"));
        await _field.SyncAsync(_server.Invoker);
        var old = _field.Record(Aged(_field.Now));
        await ImportAsync(Form("interception.age_group", "interception.means"));
        _field.Clock.Advance(TimeSpan.FromMinutes(11));

        var sent = await _field.SyncAsync(_server.Invoker);
        var now = _field.Record(Aged(_field.Now));

        Assert.Equal((1, EntryState.Draft), (sent.Received, now.Entry.State));
        Assert.Equal(2, (await GetAsync(_field.Queue.Find(old.Entry.Sequence)!.Name)).FormVersion);
        var mended = Aged(_field.Now);
        mended.Interception.Means = CrossingMeans.Foot;
        new Recorder(_field.Device).Correct(now.Entry, mended);
        Assert.Equal(1, (await _field.SyncAsync(_server.Invoker)).Received);
        Assert.Equal(3, (await GetAsync(_field.Queue.Of(EntryState.Received)[^1].Name)).FormVersion);
    }

    [Fact]
    public async Task Record_OfAUnitThatTheAgencyDoesNotHave_IsADraftAndSentOnlyWhenTheOfficerSaysSo()
    {
        Unit closed = new() { Code = "U-1", DisplayName = new() { En = "Invented", Zh = "虚构" }, Area = "53", IsRetired = true };
        await Reference.ImportUnitsAsync(new() { Units = { closed }, RequestId = "units" });
        Assert.Empty(_field.Record(Samples.Interception(_field.Now)).Faults);
        await _field.SyncAsync(_server.Invoker);

        var kept = _field.Record(Samples.Interception(_field.Now));
        var forced = new Recorder(_field.Device).Correct(kept.Entry, Samples.Interception(_field.Now), anyway: true);

        Assert.Equal(("interception.unit", EntryState.Draft), (Assert.Single(kept.Faults).Field, kept.Entry.State));
        Assert.Equal(EntryState.Ready, forced.Entry.State);
        Assert.Equal(1, (await _field.SyncAsync(_server.Invoker)).Received);
    }

    private ReferenceService.ReferenceServiceClient Reference => new(_server.Host.Channel);

    private async Task ImportAsync(Form form) => await Reference.ImportFormsAsync(new() { Forms = { form }, RequestId = Guid.CreateVersion7().ToString() });

    private static Form Form(params string[] required) => new()
    {
        Code = "registerInterception",
        Fields = { required.Select(path => new FormField { Path = path, Label = new() { En = "Invented", Zh = "虚构" }, IsRequired = true }) },
    };

    private static RegisterInterceptionRequest Aged(Timestamp now)
    {
        var request = Samples.Interception(now);
        request.Interception.AgeGroup = AgeGroup.Adult;
        return request;
    }

    private async Task<Interception> GetAsync(string name) =>
        await new PersonService.PersonServiceClient(_server.Host.Channel).GetInterceptionAsync(new() { Name = name }, new Metadata { { "border-purpose", "oversight" } });

    private static VersionedList ListOf(string name) => VersionedList.All.Single(list => list.Name == name);

    private void Give(string name, string etag, IMessage answer) => _field.Device.Lists.Keep(name, etag, answer.ToByteArray());

    private ReportCaseRequest Report(string offence) => new()
    {
        Report = new CaseReport { Unit = "U-1", Area = "53", ReportTime = _field.Now, PrincipalOffence = offence },
    };
}
