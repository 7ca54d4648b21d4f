using Border.Cli.Tests.Fakes;
using Border.Erasures.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cli.Tests;

public sealed class RetentionCommandTests : IAsyncLifetime
{
    private static readonly Timestamp Day = new() { Seconds = 1_610_000_000 };

    private FakeStation station = null!;

    public async Task InitializeAsync() => station = await FakeStation.StartAsync();

    public async Task DisposeAsync() => await station.DisposeAsync();

    [Theory]
    [InlineData("interceptions", RetentionCategory.Interceptions)]
    [InlineData("persons", RetentionCategory.Persons)]
    [InlineData("cases", RetentionCategory.Cases)]
    [InlineData("notices", RetentionCategory.Notices)]
    [InlineData("watch-notices", RetentionCategory.WatchNotices)]
    [InlineData("seizures", RetentionCategory.Seizures)]
    [InlineData("exhibits", RetentionCategory.Exhibits)]
    [InlineData("patrols", RetentionCategory.Patrols)]
    [InlineData("devices", RetentionCategory.Devices)]
    public async Task Due_OfACategory_IsAskedPageByPageAndPrinted(string category, RetentionCategory code)
    {
        station.Answer = request => ((ListRetentionDueRequest)request).PageToken.Length == 0 ? Page("1", "next") : Page("2", "");

        var result = await CommandLine.RunAsync(station, "retention", "due", "--category", category, "--format", "csv");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(3, result.Lines.Length);
        Assert.StartsWith("name,area,since,review", result.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("records/2,53.01,", result.Lines[2], StringComparison.Ordinal);
        Assert.Equal([(code, ""), (code, "next")], station.Calls.Cast<ListRetentionDueRequest>().Select(request => (request.Category, request.PageToken)));

        static ListRetentionDueResponse Page(string id, string next) =>
            new() { Records = { new DueRecord { Name = $"records/{id}", Area = "53.01", SinceTime = Day, ReviewTime = Day } }, NextPageToken = next };
    }

    [Fact]
    public async Task Due_OfAnUnknownCategory_IsRefusedBeforeAnythingIsAsked()
    {
        var result = await CommandLine.RunAsync(station, "retention", "due", "--category", "everything");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Empty(station.Calls);
    }

    [Fact]
    public async Task Erasures_ThatAreHeld_SayByWhat()
    {
        Erasure held = new() { Name = "erasures/followed-1", Number = 0, State = ErasureState.Held, HeldBy = { "cases/a", "cases/b" }, CreateTime = Day };
        station.Answer = _ => new ListErasuresResponse { Erasures = { held } };

        var result = await CommandLine.RunAsync(station, "retention", "erasures", "--service", "cases", "--state", "held", "--format", "csv");

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("0,held,erasures/followed-1,cases/a cases/b,", result.Lines[1], StringComparison.Ordinal);
        var asked = Assert.IsType<ListErasuresRequest>(Assert.Single(station.Calls));
        Assert.Equal(("cases", ErasureState.Held), (asked.Service, asked.State));
    }

    [Fact]
    public async Task Erasures_OfNone_SaySo()
    {
        station.Answer = _ => new ListErasuresResponse();

        var result = await CommandLine.RunAsync(station, "retention", "erasures");

        Assert.Equal((0, "Nothing was erased."), (result.ExitCode, result.Output.Trim()));
    }

    [Fact]
    public async Task Erase_OfARecordWithAttachments_TellsWhichAreDestroyed()
    {
        station.Answer = _ => new Erasure { Name = "erasures/e", Records = { "patrols/a" }, Attachments = { "0a1b" } };

        var result = await CommandLine.RunAsync(station, "retention", "erase", "patrols/a", "--reason", "as the law says");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["patrols/a is erased.", "The bytes of attachment 0a1b are destroyed."], result.Lines[..2]);
    }

    [Theory]
    [InlineData(ErasureState.Held, 1, "is kept by a legal hold on cases/a, and erased once that is lifted.")]
    [InlineData(ErasureState.Done, 0, "What cases say of it is erased.")]
    public async Task Erase_OfAPerson_TellsWhatBecomesOfWhatCasesSay(ErasureState state, int exitCode, string said)
    {
        var asked = 0;
        station.Answer = request => request is EraseRecordRequest erase
            ? new Erasure { Name = $"erasures/{erase.ErasureId}", Records = { "persons/p", "interceptions/i" } }
            : Followed(asked++ == 0 ? ErasureState.UnderWay : state);

        var result = await CommandLine.RunAsync(station, "retention", "erase", "persons/p", "--reason", "as the law says");

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal(["persons/p is erased.", "interceptions/i is erased."], result.Lines[..2]);
        Assert.EndsWith(said, result.Lines[2], StringComparison.Ordinal);
        var sent = station.Calls.OfType<EraseRecordRequest>().Single();
        Assert.Equal(("persons/p", "as the law says"), (sent.Name, sent.Reason));

        ListErasuresResponse Followed(ErasureState now)
        {
            var followed = new Erasure { Follows = $"erasures/{station.Calls.OfType<EraseRecordRequest>().Single().ErasureId}", State = now };
            if (now == ErasureState.Held)
                followed.HeldBy.Add("cases/a");
            return new() { Erasures = { followed } };
        }
    }

    [Fact]
    public async Task EraseHoldAndLift_OfAPatrol_AreAskedForWithTheReason()
    {
        station.Answer = request => request is EraseRecordRequest ? new Erasure { Records = { "patrols/a" } } : new LegalHold();

        foreach (var act in (string[])["hold", "lift", "erase"])
            Assert.Equal(0, (await CommandLine.RunAsync(station, "retention", act, "patrols/a", "--reason", "proceedings")).ExitCode);

        Assert.Equal(
            [typeof(PlaceLegalHoldRequest), typeof(LiftLegalHoldRequest), typeof(EraseRecordRequest)],
            station.Calls.Select(call => call.GetType()));
        Assert.Equal(2, (await CommandLine.RunAsync(station, "retention", "erase", "tracks/t", "--reason", "why")).ExitCode);
    }

    [Fact]
    public async Task Propose_ThenEraseByTheIdThatItPrinted_AreOneErasure()
    {
        station.Answer = _ => new Erasure { Records = { "patrols/a" } };

        var proposed = await CommandLine.RunAsync(station, "retention", "propose", "patrols/a", "--reason", "five years");
        var id = station.Calls.OfType<ProposeErasureRequest>().Single().ErasureId;
        await CommandLine.RunAsync(station, "retention", "erase", "patrols/a", "--proposal", id, "--reason", "seen");

        Assert.Contains($"border retention erase patrols/a --proposal {id} ", proposed.Output, StringComparison.Ordinal);
        Assert.Equal((id, "seen"), (station.Calls.OfType<EraseRecordRequest>().Single().ErasureId, station.Calls.OfType<EraseRecordRequest>().Single().Reason));
    }

    [Fact]
    public async Task Erase_OfAProposalOnceMore_IsTheSameRequest()
    {
        station.Answer = _ => new Erasure { Records = { "patrols/a" } };

        foreach (var reason in (string[])["seen", "seen", "another"])
            await CommandLine.RunAsync(station, "retention", "erase", "patrols/a", "--proposal", "e", "--reason", reason);
        foreach (var reason in (string[])["seen", "seen"])
            await CommandLine.RunAsync(station, "retention", "erase", "patrols/a", "--reason", reason);

        string[] ids = [.. station.Calls.OfType<EraseRecordRequest>().Select(request => request.RequestId)];
        Assert.Equal(ids[0], ids[1]);
        // Another reason is another request, and so is each erasure without a proposal.
        Assert.Equal(4, ids.Distinct().Count());
    }

    [Fact]
    public async Task Propose_OfEarlierVersions_PrintsHowTheyAreErased()
    {
        station.Answer = request => new Erasure { Scope = request is EraseRecordRequest erase ? erase.Scope : default };

        var proposed = await CommandLine.RunAsync(station, "retention", "propose", "cases/a", "--earlier-versions", "--reason", "a name");
        var id = station.Calls.OfType<ProposeErasureRequest>().Single().ErasureId;
        var erased = await CommandLine.RunAsync(station, "retention", "erase", "cases/a", "--earlier-versions", "--proposal", id, "--reason", "seen");

        Assert.Contains($"border retention erase cases/a --earlier-versions --proposal {id} ", proposed.Output, StringComparison.Ordinal);
        Assert.Equal(ErasureScope.EarlierVersions, station.Calls.OfType<ProposeErasureRequest>().Single().Scope);
        Assert.Equal((0, "What earlier versions of cases/a said about persons is erased."), (erased.ExitCode, erased.Output.Trim()));
    }

    [Fact]
    public async Task Proposals_OfAllServices_ArePrintedOldestFirst()
    {
        AnswerWithProposals(("cases", "late", 20), ("patrols", "early", 10));

        var result = await CommandLine.RunAsync(station, "retention", "proposals", "--format", "csv");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("proposal,record,scope,reason,proposer,proposed", result.Lines[0]);
        Assert.StartsWith("early,patrols/early,all,five years,first,", result.Lines[1], StringComparison.Ordinal);
        Assert.StartsWith("late,cases/late,earlier versions,five years,first,", result.Lines[2], StringComparison.Ordinal);
        Assert.All(station.Calls.Cast<ListErasuresRequest>(), request => Assert.Equal(ErasureState.Proposed, request.State));
        Assert.Equal(["cases", "patrols", "persons", "seizures"], station.Calls.Cast<ListErasuresRequest>().Select(request => request.Service).Order());
    }

    [Fact]
    public async Task Withdraw_ByTheIdOfAProposal_NamesItsRecord()
    {
        AnswerWithProposals(("cases", "late", 20), ("patrols", "early", 10));

        var result = await CommandLine.RunAsync(station, "retention", "withdraw", "early", "--reason", "it is needed");

        Assert.Equal((0, "The proposal to erase patrols/early is withdrawn."), (result.ExitCode, result.Output.Trim()));
        var sent = station.Calls.OfType<WithdrawErasureRequest>().Single();
        Assert.Equal(("patrols/early", "early", "it is needed"), (sent.Name, sent.ErasureId, sent.Reason));
    }

    [Fact]
    public async Task Withdraw_OfNoProposalOrOfTwo_IsRefusedBeforeAnythingIsChanged()
    {
        AnswerWithProposals(("cases", "same", 20), ("patrols", "same", 10));

        Assert.Equal(2, (await CommandLine.RunAsync(station, "retention", "withdraw", "none", "--reason", "why")).ExitCode);
        Assert.Equal(2, (await CommandLine.RunAsync(station, "retention", "withdraw", "same", "--reason", "why")).ExitCode);
        Assert.Empty(station.Calls.OfType<WithdrawErasureRequest>());
        Assert.Equal(0, (await CommandLine.RunAsync(station, "retention", "withdraw", "same", "--service", "cases", "--reason", "why")).ExitCode);
        Assert.Equal("cases/same", station.Calls.OfType<WithdrawErasureRequest>().Single().Name);
    }

    private void AnswerWithProposals(params (string Service, string Id, int Seconds)[] proposals) => station.Answer = request => request is not ListErasuresRequest asked
        ? new Erasure()
        : new ListErasuresResponse
        {
            Erasures =
            {
                from each in proposals
                where each.Service == asked.Service
                let time = new Timestamp { Seconds = each.Seconds }
                select new Erasure
                {
                    Name = $"erasures/{each.Id}",
                    Record = $"{each.Service}/{each.Id}",
                    Scope = each.Service == "cases" ? ErasureScope.EarlierVersions : default,
                    Reason = "five years",
                    Proposer = "first",
                    CreateTime = time,
                },
            },
        };
}
