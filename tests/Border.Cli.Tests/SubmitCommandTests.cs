using System.Text.Json;
using Border.Cases.V1;
using Border.Cli.Tests.Fakes;
using Border.Statistics.V1;
using Border.Type.V1;
using Grpc.Core;

namespace Border.Cli.Tests;

public sealed class SubmitCommandTests : IAsyncLifetime
{
    private FakeStation station = null!;

    public async Task InitializeAsync() => station = await FakeStation.StartAsync();

    public async Task DisposeAsync() => await station.DisposeAsync();

    [Fact]
    public async Task Submit_LinesOfSeveralServices_AreStoredAndAnsweredInOrder()
    {
        var result = await SubmitAsync(
            Case("a", "r1") + """{"createPatrol":{"patrolId":"p","requestId":"r2"}}""" + "\n" + Arrest("a", "r3"));

        Assert.Equal((0, "3 accepted, 0 repeated, 0 refused."), (result.ExitCode, result.Error.Trim()));
        Assert.Equal(["1 r1", "2 r2", "3 r3"], result.Lines.Select(LineAndId));
        Assert.Equal("""{"line":1,"request_id":"r1","name":"records/r1","etag":"1","replayed":false}""", result.Lines[0]);
        Assert.Equal((2, 1), (station.Cases.Stored.Count, station.Patrols.Stored.Count));
    }

    [Fact]
    public async Task Submit_AFileTwice_RepeatsTheFirstAnswersAndStoresNothing()
    {
        var input = """{"registerCase":{"caseId":"a"}}""" + "\n";
        await SubmitAsync(input);

        var again = await SubmitAsync(input);

        Assert.Equal((0, "0 accepted, 1 repeated, 0 refused."), (again.ExitCode, again.Error.Trim()));
        Assert.Contains("\"replayed\":true", again.Output, StringComparison.Ordinal);
        Assert.Single(station.Cases.Stored);
    }

    [Fact]
    public async Task Submit_LineThatCannotBeParsed_IsRefusedAndTheOthersGoOn()
    {
        var result = await SubmitAsync(Case("a", "r1") + "nonsense\n" + Case("b", "r2"));

        Assert.Equal((1, "2 accepted, 0 repeated, 1 refused."), (result.ExitCode, result.Error.Trim()));
        using var refused = JsonDocument.Parse(result.Lines[1]);
        Assert.Equal(2, refused.RootElement.GetProperty("line").GetInt32());
        Assert.Equal("INVALID_ARGUMENT", refused.RootElement.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Submit_RefusedByTheServer_PrintsReasonAndEveryViolation()
    {
        station.Cases.Refuse = id => id != "r1" ? null : new SubmissionError
        {
            Code = (int)StatusCode.InvalidArgument,
            Reason = ErrorReason.InvalidFields,
            Message = "Two fields are wrong.",
            Violations = { new FieldViolation { Field = "case.unit", Description = "Is missing." }, new FieldViolation { Field = "case.area", Description = "云" } },
        };

        var result = await SubmitAsync(Case("a", "r1") + Case("b", "r2"));

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            """{"line":1,"request_id":"r1","error":{"code":"INVALID_ARGUMENT","reason":"INVALID_FIELDS","message":"Two fields are wrong.","violations":[{"field":"case.unit","description":"Is missing."},{"field":"case.area","description":"云"}]}}""",
            result.Lines[0]);
    }

    [Fact]
    public async Task Submit_AnswersInAnotherOrder_ArePrintedInTheOrderOfTheLines()
    {
        station.Cases.Hold = ("r1", 3);

        var result = await SubmitAsync(Case("a", "r1") + Case("b", "r2") + Case("c", "r3"));

        Assert.Equal(["1 r1", "2 r2", "3 r3"], result.Lines.Select(LineAndId));
    }

    [Fact]
    public async Task Submit_ManyAboutOneRecord_ArriveInTheirOrder()
    {
        var ids = Enumerable.Range(0, 50).Select(i => $"r{i}").ToList();

        await SubmitAsync(string.Concat(ids.Select((id, i) => i == 0 ? Case("a", id) : Arrest("a", id))));

        Assert.Equal(ids[1..], station.Cases.Stored.OfType<RecordArrestRequest>().Select(request => request.RequestId));
    }

    [Fact]
    public async Task Submit_StreamBreaksInTheMiddle_ResendsWhatHasNoAnswer()
    {
        station.Cases.OnRequest = (stream, id) =>
        {
            if (stream < 3 && id == "r5")
                throw new RpcException(new Status(StatusCode.Unavailable, "Going down."));
        };

        var result = await SubmitAsync(string.Concat(Enumerable.Range(0, 10).Select(i => Case($"c{i}", $"r{i}"))));

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"{i + 1} r{i}"), result.Lines.Select(LineAndId));
        Assert.Equal(10, station.Cases.Stored.Count);
        Assert.Equal(3, station.Cases.StreamCount);
    }

    [Fact]
    public async Task Submit_ServerBusy_SendsAgainBeforeTheNextOfThatRecord()
    {
        var asked = 0;
        station.Cases.Refuse = id => id == "r1" && asked++ == 0
            ? new SubmissionError { Code = (int)StatusCode.ResourceExhausted, Reason = ErrorReason.StorageBusy, Message = "Busy." }
            : null;

        var result = await SubmitAsync(Case("a", "r1") + Arrest("a", "r2"));

        Assert.Equal(0, result.ExitCode);
        Assert.Equal([typeof(RegisterCaseRequest), typeof(RecordArrestRequest)], station.Cases.Stored.Select(request => request.GetType()));
    }

    [Fact]
    public async Task Submit_ServerBusy_SendsAgainBeforeWhatIsAboutTheTaskThatItMakes()
    {
        var asked = 0;
        station.Cases.Refuse = id => id == "r1" && asked++ == 0
            ? new SubmissionError { Code = (int)StatusCode.ResourceExhausted, Reason = ErrorReason.StorageBusy, Message = "Busy." }
            : null;

        var result = await SubmitAsync(
            """{"createTask":{"name":"cases/a","taskId":"t","requestId":"r1"}}""" + "\n" + """{"completeTask":{"name":"tasks/t","requestId":"r2"}}""" + "\n");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal([typeof(CreateTaskRequest), typeof(CompleteTaskRequest)], station.Cases.Stored.Select(request => request.GetType()));
    }

    [Fact]
    public async Task Submit_ServerBusyForManyAtOnce_PausesOnceForAllOfThem()
    {
        var refused = new HashSet<string>();
        station.Cases.Refuse = id => refused.Add(id)
            ? new SubmissionError { Code = (int)StatusCode.Unavailable, Reason = ErrorReason.StorageUnavailable, Message = "Away." }
            : null;

        // A pause each would be many minutes.
        var result = await SubmitAsync(string.Concat(Enumerable.Range(0, 300).Select(i => Case($"c{i}", $"r{i}")))).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal((0, 300), (result.ExitCode, station.Cases.Stored.Count));
    }

    [Fact]
    public async Task Submit_StreamRefusedForGood_AnswersEveryLineOfItOnly()
    {
        station.Cases.OnRequest = (_, _) => throw new RpcException(new Status(StatusCode.PermissionDenied, "Not for you."));

        var result = await SubmitAsync(Case("a", "r1") + Case("b", "r2") + """{"createPatrol":{"patrolId":"p","requestId":"r3"}}""");

        Assert.Equal((1, "1 accepted, 0 repeated, 2 refused."), (result.ExitCode, result.Error.Trim()));
        Assert.Contains("PERMISSION_DENIED", result.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_ServerFails_LeavesLinesWithoutAnAnswer()
    {
        station.Cases.OnRequest = (_, _) => throw new RpcException(new Status(StatusCode.Unknown, "Fault."));

        var result = await SubmitAsync(Case("a", "r1"));

        Assert.Equal((4, "0 accepted, 0 repeated, 0 refused, 1 without an answer. Sending them again is safe."), (result.ExitCode, result.Error.Trim()));
    }

    [Fact]
    public async Task Submit_NoServer_GivesUp()
    {
        var address = station.Address;
        await station.DisposeAsync();

        var result = await CommandLine.RunAsync(address, Case("a", "r1"), "submit", "-", "--give-up-seconds", "0");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("cannot be reached", result.Error, StringComparison.Ordinal);
        Assert.Contains("Sending the file again is safe", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_Stored_WaitsUntilCountedWithTheHighestPositions()
    {
        await SubmitAsync(Case("a", "r1") + Case("b", "r2"));

        var request = Assert.IsType<AwaitProgressRequest>(Assert.Single(station.Calls));
        Assert.Equal(new FeedPosition { Feed = "cases", Position = 2 }, Assert.Single(request.Positions));
    }

    [Fact]
    public async Task Submit_NoWait_DoesNotWait()
    {
        await CommandLine.RunAsync(station.Address, Case("a", "r1"), "submit", "-", "--no-wait");

        Assert.Empty(station.Calls);
    }

    [Fact]
    public async Task Submit_NotCountedInTime_SaysSo()
    {
        station.NeverCounts = true;

        var result = await CommandLine.RunAsync(station.Address, Case("a", "r1"), "submit", "-", "--wait-seconds", "1");

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("is stored, but", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_FeedThatIsRolledBack_SaysThatItIsNotCounted()
    {
        station.IsRolledBack = true;

        var result = await SubmitAsync(Case("a", "r1"));

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("is stored, but the figures do not count all of it. The feed cases went back.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_FiguresAwayForAWhile_WaitsUntilTheyAreBack()
    {
        station.TimesAway = 2;

        var result = await SubmitAsync(Case("a", "r1"));

        Assert.Equal((0, 3), (result.ExitCode, station.Calls.Count));
    }

    [Fact]
    public async Task Submit_FiguresAwayForTooLong_SaysThatEverythingIsStored()
    {
        station.TimesAway = int.MaxValue;

        var result = await CommandLine.RunAsync(station.Address, Case("a", "r1"), "submit", "-", "--wait-seconds", "2");

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("is stored, but", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_ServerWithoutStatistics_DoesNotWait()
    {
        station.HasStatistics = false;

        var result = await SubmitAsync(Case("a", "r1"));

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("counts no figures", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_Actor_IsSentAlong()
    {
        await CommandLine.RunAsync(station.Address, Case("a", "r1"), "submit", "-", "--actor", "unit-7");

        Assert.Equal(["unit-7"], station.Actors);
    }

    [Fact]
    public async Task Submit_BrokenOff_EndsWithTheReceiptsThatThereAre()
    {
        using var breakOff = new CancellationTokenSource();
        using var input = new EndlessInput(Case("a", "r1") + Case("b", "r2"));
        station.Cases.OnRequest = (_, id) => breakOff.CancelAfter(id == "r2" ? TimeSpan.Zero : Timeout.InfiniteTimeSpan);

        var result = await CommandLine.RunAsync(station.Address, input, breakOff.Token, "submit", "-");

        Assert.Equal(130, result.ExitCode);
        Assert.EndsWith("Interrupted.\n", result.Error, StringComparison.Ordinal);
        Assert.All(result.Lines, line => Assert.StartsWith("{", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Submit_TenThousandLines_AllAnsweredInOrder()
    {
        var result = await SubmitAsync(string.Concat(Enumerable.Range(0, 10_000).Select(i => Case($"c{i}", $"r{i}"))));

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => $"{i + 1} r{i}"), result.Lines.Select(LineAndId));
    }

    private Task<CommandResult> SubmitAsync(string input) => CommandLine.RunAsync(station.Address, input, "submit", "-");

    private static string Case(string id, string requestId) =>
        $$$"""{"registerCase":{"caseId":"{{{id}}}","case":{"area":"53"},"requestId":"{{{requestId}}}"}}""" + "\n";

    private static string Arrest(string id, string requestId) =>
        $$$"""{"recordArrest":{"name":"cases/{{{id}}}","arrest":{"id":"{{{requestId}}}"},"requestId":"{{{requestId}}}"}}""" + "\n";

    private static string LineAndId(string receipt)
    {
        using var json = JsonDocument.Parse(receipt);
        return $"{json.RootElement.GetProperty("line")} {json.RootElement.GetProperty("request_id")}";
    }
}
