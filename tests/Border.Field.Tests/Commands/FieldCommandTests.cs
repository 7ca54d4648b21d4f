using Border.Field.Tests.Fixtures;
using Border.Testing;

namespace Border.Field.Tests.Commands;

/// <summary>The commands as an officer types them, against a real server.</summary>
public sealed class FieldCommandTests : IAsyncLifetime
{
    private readonly ScratchFolder _folder = new();
    private FieldServer _server = null!;
    private FieldCommands _commands = null!;

    public async Task InitializeAsync()
    {
        _server = await FieldServer.StartAsync();
        _commands = new(_server, _folder);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Field_EnrolOfOneself_MakesTheDeviceAndChangesNothingAgain()
    {
        var made = await OkAsync("", "enrol", FieldDevice.Officer);
        var again = await OkAsync("", "enrol", FieldDevice.Officer);

        Assert.EndsWith($": {FieldDevice.Officer}", made.Trim(), StringComparison.Ordinal);
        Assert.Equal(made, again);
    }

    [Fact]
    public async Task Field_EnrolThatWasRefused_CanBeDoneAgain()
    {
        await File.WriteAllTextAsync(_folder.File("short"), "seven..");

        var refused = await RunAsync("", "enrol", "--passphrase-file", _folder.File("short"));
        await OkAsync("", "enrol");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("at least 8 characters", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Field_TokenKeptOnTheDevice_IsNotSentWithoutTls()
    {
        await File.WriteAllTextAsync(_folder.File("token"), "an.invented.token");
        await OkAsync("", "enrol", "--token-file", _folder.File("token"));

        var result = await RunAsync("", "sync", "--server", "http://192.0.2.1:5400", "--give-up-seconds", "0");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is not sent to http://192.0.2.1:5400/ without TLS", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Field_FileWithAChangedLineOfBefore_IsToldAndTheRestIsKept()
    {
        const string Line = """{"createPatrol": {"patrolId": "p-1", "requestId": "r-1", "patrol": {"unit": "U-1", "area": "53.01", "type": "PATROL_TYPE_ROUTINE", "planTime": "2021-03-01T00:00:00Z"}}}""";
        await OkAsync("", "enrol");
        await OkAsync(Line, "record", "-");

        var result = await RunAsync($"{Line.Replace("U-1", "U-2", StringComparison.Ordinal)}\n{Line.Replace("r-1", "r-2", StringComparison.Ordinal).Replace("p-1", "p-2", StringComparison.Ordinal)}\n", "record", "-");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("1: The request id r-1 was used before, with other content", result.Error, StringComparison.Ordinal);
        Assert.StartsWith("2 ready createPatrol p-2", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Field_WhatWaitsBehindADraft_SaysSoAndIsGivenUpWithIt()
    {
        await OkAsync("", "enrol");
        await RunAsync("""{"createTask": {"name": "cases/c-1", "taskId": "t-1", "task": {"title": ""}}}""", "record", "-");
        await OkAsync("""{"completeTask": {"name": "tasks/t-1", "completeTime": "2021-03-01T00:00:00Z", "result": "Asked."}}""", "record", "-");

        var listed = await OkAsync("", "list");
        var discarded = await OkAsync("", "discard", "1");

        Assert.Contains("not sent, since 1 before it is a draft", listed, StringComparison.Ordinal);
        Assert.Equal("2 completeTask is given up with it: there will be no record that it is about.", discarded.Trim());
    }

    [Fact]
    public async Task Field_ADayOfAPatrol_IsRecordedOfflineAndSent()
    {
        await OkAsync("", "enrol");
        await OkAsync("", "patrol", "start", "--unit", "U-1", "--area", "53.01");
        await OkAsync("", "observe", "--category", "footprints", "--lat", "22.1", "--lon", "100.2");
        var now = $"{TimeProvider.System.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}";
        await OkAsync($$"""{"time": "{{now}}", "lat": 22.1, "lon": 100.2}""" + "\n", "track", "-");
        await OkAsync("", "patrol", "end");
        var waiting = await OkAsync("", "status");
        var sent = await OkAsync("", "sync");
        var listed = await OkAsync("", "list", "--state", "received");

        Assert.Contains("Last contact", waiting, StringComparison.Ordinal);
        Assert.StartsWith("5 received, 0 refused", sent, StringComparison.Ordinal);
        Assert.Equal(5, listed.Split('\n').Count(line => line.Contains("received", StringComparison.Ordinal)));
        Assert.Single(await _server.RecordsAsync());
    }

    [Fact]
    public async Task Field_BadField_IsNamedAtOnceAndMended()
    {
        const string Bad = """
            {"unit": "U-1", "interceptTime": "2021-03-01T00:00:00Z", "conducts": ["CONDUCT_SUSPICIOUS_APPROACH"],
             "citizenship": "CITIZENSHIP_STATUS_FOREIGN", "disposition": "DISPOSITION_PERSUADED_TO_RETURN"}
            """;
        await OkAsync("", "enrol");

        var bad = await RunAsync(Bad, "intercept", "-");
        var shown = await OkAsync("", "show", "1");
        await OkAsync(shown.Replace("\"area\": \"\"", "\"area\": \"53.01\"", StringComparison.Ordinal), "edit", "1", "-");
        var sent = await OkAsync("", "sync");

        Assert.Equal(1, bad.ExitCode);
        Assert.Contains("interception.area is required", bad.Error, StringComparison.Ordinal);
        Assert.StartsWith("1 received", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Field_ExportAndImport_SendsWhatWaitsAndRefusesAnotherKey()
    {
        var path = _folder.File("carried");
        await OkAsync("", "enrol");
        await OkAsync("", "patrol", "start", "--unit", "U-1", "--area", "53.01");

        var exported = await OkAsync("", "export", path);
        var refused = await RunAsync("", "import", path, "--key", "0123456789abcdef");
        await OkAsync("", "import", path, "--key", exported.Trim().Split(' ')[^1]);
        await OkAsync("", "import", path);

        Assert.Equal(1, refused.ExitCode);
        Assert.Equal(2, Assert.Single(await _server.RecordsAsync()).Value);
    }

    [Fact]
    public async Task Field_WithoutAServer_SaysSoAndKeepsWhatWaits()
    {
        await OkAsync("", "enrol");
        await OkAsync("", "patrol", "start", "--unit", "U-1", "--area", "53.01");

        var away = await RunAsync("", "sync", "--server", $"http://127.0.0.1:{FreePort.Next()}", "--give-up-seconds", "0");

        Assert.Equal(3, away.ExitCode);
        Assert.Contains("cannot be reached", away.Error, StringComparison.Ordinal);
        Assert.StartsWith("2 received", await OkAsync("", "sync"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Field_ListsAndForms_AreShownWithTheirVersionsAndLimits()
    {
        await OkAsync("", "enrol");
        var before = await OkAsync("", "lists", "offences");
        await OkAsync("", "sync");

        Assert.Contains("has not given a list of offences yet", before, StringComparison.Ordinal);
        Assert.Contains("The list of offences is version ", await OkAsync("", "status"), StringComparison.Ordinal);
        Assert.Contains("illegal_crossing", await OkAsync("", "lists", "offences"), StringComparison.Ordinal);
        var form = await OkAsync("", "form", "registerInterception");
        Assert.Matches(@"(?m)^interception\.area +yes +string, area_code", form);
        Assert.Matches(@"(?m)^interception\.intercept_time +yes +Timestamp, not in the future", form);
        Assert.Contains("DISPOSITION_HANDED_OVER", form, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("", "form", "ghost")).ExitCode);
    }

    [Fact]
    public async Task Field_UnitsAndForms_AreImportedDeliveredAndAsked()
    {
        const string Units = "code,name_en,name_zh,area,retired\nU-1,Invented unit,虚构队,53.01,\nU-2,Closed unit,撤销队,53.01,yes\n";
        const string Forms = "form,field,label_en,label_zh,required\naddObservation,observation.note,What was seen,所见,yes\naddObservation,observation.severity,How grave,严重程度,\n";
        await OkAsync("", "enrol");

        var units = await _commands.OkAsync(Units, "units", "import", "-");
        var forms = await _commands.OkAsync(Forms, "forms", "import", "-");
        await OkAsync("", "sync");

        Assert.Equal(("2 units added, 0 revised, 0 unchanged.\n", "1 forms added, 0 revised, 0 unchanged.\n"), (units, forms));
        Assert.Equal(Units.Replace("53.01,\n", "53.01,no\n", StringComparison.Ordinal), (await _commands.OkAsync("", "units", "list", "--format", "csv")).Replace("\r", "", StringComparison.Ordinal));
        Assert.Contains("addObservation,1,observation.note,What was seen,所见,yes", await _commands.OkAsync("", "forms", "list", "--format", "csv"), StringComparison.Ordinal);
        Assert.Contains("Closed unit", await OkAsync("", "lists", "units"), StringComparison.Ordinal);
        var form = await OkAsync("", "form", "addObservation", "--lang", "zh");
        Assert.StartsWith("addObservation, version 1\n", form, StringComparison.Ordinal);
        Assert.Matches(@"(?s)所见 +observation\.note +yes .*严重程度 +observation\.severity .*observation\.category +yes", form);
        Assert.DoesNotContain("所见", await OkAsync("", "form", "addObservation", "--all"), StringComparison.Ordinal);
        await OkAsync("", "patrol", "start", "--unit", "U-1", "--area", "53.01");
        var draft = await RunAsync("", "observe", "--category", "footprints");
        Assert.Equal(1, draft.ExitCode);
        Assert.Contains("observation.note must be set", draft.Error, StringComparison.Ordinal);
        await OkAsync("", "observe", "--category", "footprints", "--note", "towards the river");
    }

    [Theory]
    [InlineData("units", "code,name_en,name_zh,area\nU-1,One,一,53\nU-1,One,一,53\n", ":3: code: 'U-1' stands on line 2 already.")]
    [InlineData("units", "code,name_en,name_zh,area,retired\nU-1,One,,5..3,maybe\n", ":2: name_zh: It is empty.")]
    [InlineData("forms", "form,field,label_en,label_zh\naddObservation,observation.colour,Colour,颜色\n", ":2: field: 'observation.colour' is not a field of addObservation")]
    [InlineData("forms", "form,field,label_en,label_zh\ncloseCase,reason,Why,原因\n", ":2: form: 'closeCase' is not one of")]
    public async Task Reference_BadRow_IsNamedByLineAndNothingIsImported(string list, string file, string fault)
    {
        var refused = await _commands.RunAsync(file, list, "import", "-");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(fault, refused.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing was imported.", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Devices_ALostOne_IsRevokedAndItsFileTakenWhenASupervisorAdmitsIt()
    {
        var path = _folder.File("carried");
        await OkAsync("", "enrol", "--unit", "U-1", "--area", "53.01");
        await OkAsync("", "sync");
        await OkAsync("", "patrol", "start", "--unit", "U-1", "--area", "53.01");
        var device = (await _commands.RunAsync("", "devices", "--format", "csv")).Output.Split('\n')[1].Split(',')[0];
        await _commands.RunAsync("", "devices", "revoke", device, "--reason", "lost near the river");

        var sent = await RunAsync("", "sync");
        var recorded = await RunAsync("", "observe", "--category", "footprints");
        await OkAsync("", "export", path);
        var shown = await OkAsync("", "import", path, "--show");
        var refused = await RunAsync("", "import", path);
        Assert.Empty(await _server.RecordsAsync());
        var admitted = await _commands.RunAsync("", "devices", "admit", device, path, "--reason", "seen at the station");
        await OkAsync("", "import", path);

        Assert.Equal((1, 1, 1, 0), (sent.ExitCode, recorded.ExitCode, refused.ExitCode, admitted.ExitCode));
        Assert.Contains("DEVICE_REVOKED", sent.Error, StringComparison.Ordinal);
        Assert.Contains("was revoked", await OkAsync("", "status"), StringComparison.Ordinal);
        Assert.StartsWith("{\"createPatrol\":", shown, StringComparison.Ordinal);
        Assert.Contains("devices admit", refused.Error, StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single(await _server.RecordsAsync()).Value);
    }

    private Task<string> OkAsync(string input, params string[] arguments) => _commands.OkAsync(input, ["field", .. arguments]);

    private Task<CommandResult> RunAsync(string input, params string[] arguments) => _commands.RunAsync(input, ["field", .. arguments]);
}
