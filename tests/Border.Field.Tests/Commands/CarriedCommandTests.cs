using Border.Field.Devices;
using Border.Field.Recording;
using Border.Field.Sending;
using Border.Field.Tests.Fixtures;
using Border.Lookup.V1;
using Border.Patrols.V1;
using Border.Testing;
using Grpc.Core;

namespace Border.Field.Tests.Commands;

/// <summary>A device that never has a network, and a station that demands tokens.</summary>
public sealed class CarriedCommandTests : IAsyncLifetime
{
    private readonly ScratchFolder _folder = new();
    private FieldServer _server = null!;
    private FieldCommands _commands = null!;

    private string Carried => _folder.File("carried");

    private string Receipts => _folder.File("receipts");

    public async Task InitializeAsync()
    {
        _server = await FieldServer.StartAsync(settings: [("Tokens:Issuer", "local")]);
        _commands = new(_server, _folder);
        await File.WriteAllBytesAsync(_folder.File("seen.pdf"), "%PDF-1.7 invented"u8.ToArray());
        await OkAsync("enrol");
        await OkAsync("patrol", "start", "--unit", "U-1", "--area", "53.01");
        await OkAsync("observe", "--category", "footprints", "--attach", _folder.File("seen.pdf"));
        await OkAsync("export", Carried);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Import_ByASupervisor_KeepsTheAuthorAndTheDeviceHearsOfIt()
    {
        var chief = await TokenAsync("supervisor", "53", "chief");

        await OkAsync("import", Carried, "--actor", "chief", "--token", chief, "--receipts", Receipts);
        var taken = await OkAsync("receipts", Receipts);
        var again = await OkAsync("receipts", Receipts);
        var listed = await OkAsync("list", "--state", "received");

        Assert.StartsWith("3 received, 0 refused, 0 changed meanwhile by somebody else, 1 attachments", taken, StringComparison.Ordinal);
        Assert.StartsWith("0 received", again, StringComparison.Ordinal);
        var name = Assert.Single(System.Text.RegularExpressions.Regex.Matches(listed, "patrols/[0-9a-f-]+").Select(match => match.Value).Distinct());
        Metadata headers = new() { { "authorization", $"Bearer {chief}" }, { "border-purpose", "oversight" } };
        var versions = (await new LookupService.LookupServiceClient(_server.Host.Channel).ListVersionsAsync(new() { Name = name }, headers)).Versions;
        Assert.All(versions, version => Assert.Equal(FieldDevice.Officer, version.Actor));
        Assert.Equal(3, versions.Count);
    }

    [Fact]
    public async Task Import_ByAnotherOfficer_SendsNothingAndRefusesNothingOnTheDevice()
    {
        var other = await TokenAsync("patrol_officer", "53", "wang-invented");

        var result = await _commands.RunAsync("", "field", "import", Carried, "--actor", "wang-invented", "--token", other, "--receipts", Receipts);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("brought by a supervisor", result.Output, StringComparison.Ordinal);
        Assert.StartsWith("0 received, 0 refused", await OkAsync("receipts", Receipts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_ByTheAuthor_NeedsNobodyElse()
    {
        var own = await TokenAsync("patrol_officer", "53", FieldDevice.Officer);

        await OkAsync("import", Carried, "--token", own, "--receipts", Receipts);

        Assert.StartsWith("3 received", await OkAsync("receipts", Receipts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_RecordsOfTwoOfficersAboutOne_GoesInTheOrderOfTheFile()
    {
        var now = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        Record(FieldDevice.Officer, device => device.Enrol("wang-invented", FieldDevice.Word, iterations: 10));
        var patrol = "";
        Record("wang-invented", device => patrol = $"patrols/{Keep(device, new CreatePatrolRequest { Patrol = Samples.Patrol(now) })}");
        Record("wang-invented", device => Keep(device, new StartPatrolRequest { Name = patrol, StartTime = now }));
        Record(FieldDevice.Officer, device => Keep(device, Samples.Observation(patrol, now)));
        await OkAsync("export", Carried);

        var answers = await OkAsync("import", Carried, "--actor", "chief", "--token", await TokenAsync("supervisor", "53", "chief"), "--receipts", Receipts);

        Assert.Equal(6, answers.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.StartsWith("6 received, 0 refused", await OkAsync("receipts", Receipts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_BehindARefusedRecordOfAnotherOfficer_IsHeldAndNotRefused()
    {
        var now = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        Record(FieldDevice.Officer, device => device.Enrol("wang-invented", FieldDevice.Word, iterations: 10));
        Record("wang-invented", device => Keep(device, new CreatePatrolRequest { PatrolId = "outside", Patrol = new(Samples.Patrol(now)) { Area = "45.01" } }));
        Record(FieldDevice.Officer, device => Keep(device, Samples.Observation("patrols/outside", now)));
        await OkAsync("export", Carried);

        var result = await _commands.RunAsync("", "field", "import", Carried, "--actor", "chief", "--token", await TokenAsync("supervisor", "53", "chief"), "--receipts", Receipts);

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("3 received, 0 refused", await OkAsync("receipts", Receipts), StringComparison.Ordinal);
    }

    private void Record(string officer, Action<Device> work)
    {
        using var device = Device.SignIn(_folder.File("device.db"), officer, FieldDevice.Word, TimeProvider.System);
        work(device);
    }

    private static string Keep(Device device, Google.Protobuf.IMessage request) =>
        new Recorder(device).Record(SubmissionKind.All.Single(kind => kind.Request == request.Descriptor), request).Entry.Record;

    private Task<string> OkAsync(params string[] arguments) => _commands.OkAsync("", ["field", .. arguments]);

    private async Task<string> TokenAsync(string role, string area, string actor) =>
        (await _commands.OkAsync("", "token", "--role", role, "--area", area, "--for", actor, "--data", _server.Folder)).Trim();
}
