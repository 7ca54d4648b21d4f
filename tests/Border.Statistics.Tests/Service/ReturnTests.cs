using Border.Statistics.V1;
using Border.Storage;
using Border.Testing;
using Border.Type.V1;
using Google.Rpc;
using Grpc.Core;

namespace Border.Statistics.Tests.Service;

public sealed class ReturnTests : IAsyncLifetime
{
    private readonly DayClock _clock = new("2023-08-20");
    private StoragePlace _place = null!;
    private StatisticsHost _host = null!;

    public async Task InitializeAsync()
    {
        _place = await StoragePlace.NewAsync(StorageEngineKind.Sqlite);
        _host = await StatisticsHost.StartAsync(_place, _clock);
        await _host.AddIndicatorAsync();
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task SubmitReturn_Again_RevisesAndDoesNotAdd()
    {
        var first = await _host.Client.SubmitReturnAsync(Request("100"));
        var second = await _host.Client.SubmitReturnAsync(Request("120"));

        Assert.Equal((first.Name, "1", "2"), (second.Name, first.Etag, second.Etag));
        Assert.Equal(["120"], second.Vintages.Select(vintage => vintage.Value));
        await _host.FoldedAsync();
        Assert.Equal("120", (await _host.FigureAsync("windows", "2021-H1")).Value.Amount);
    }

    [Fact]
    public async Task SubmitReturn_SameRequestTwice_GetsTheFirstAnswer()
    {
        var request = Request("100");
        var first = await _host.Client.SubmitReturnAsync(request);
        await _host.Client.SubmitReturnAsync(Request("120"));

        var again = await _host.Client.SubmitReturnAsync(request);

        Assert.Equal(first, again);
        request.Return.Value = "999";
        var error = await Assert.ThrowsAsync<RpcException>(async () => await _host.Client.SubmitReturnAsync(request));
        Assert.Equal(StatusCode.AlreadyExists, error.StatusCode);
    }

    [Fact]
    public async Task SubmitReturn_EarlierVintages_AreKnownOnTheirDays()
    {
        await _host.Client.SubmitReturnAsync(Request("130"));
        await _host.Client.SubmitReturnAsync(Request("100", knownOn: "2021-07-15"));
        await _host.Client.SubmitReturnAsync(Request("110", knownOn: "2021-09-01"));
        await _host.FoldedAsync();

        Assert.Null((await _host.FigureAsync("windows", "2021-H1", asOf: "2021-07-14")).Value);
        Assert.Equal("100", (await _host.FigureAsync("windows", "2021-H1", asOf: "2021-07-15")).Value.Amount);
        Assert.Equal("100", (await _host.FigureAsync("windows", "2021-H1", asOf: "2021-08-31")).Value.Amount);
        Assert.Equal("110", (await _host.FigureAsync("windows", "2021-H1", asOf: "2022-01-01")).Value.Amount);
        Assert.Equal("130", (await _host.FigureAsync("windows", "2021-H1")).Value.Amount);
        Assert.Contains(FigureFlag.LoadedLater, (await _host.FigureAsync("windows", "2021-H1", asOf: "2022-01-01")).Flags);
        // The number that is told now was reported in time.
        Assert.Empty((await _host.FigureAsync("windows", "2021-H1")).Flags);
    }

    [Theory]
    [InlineData("administrator", "2023-08-19", StatusCode.OK)]
    [InlineData("supervisor", "2023-08-19", StatusCode.PermissionDenied)]
    [InlineData("headquarters_analyst", "2023-08-19", StatusCode.PermissionDenied)]
    [InlineData("headquarters_analyst", "2023-08-20", StatusCode.OK)]
    [InlineData("headquarters_analyst", "", StatusCode.OK)]
    public async Task SubmitReturn_KnownOnAnotherDay_IsForAdministrators(string role, string knownOn, StatusCode expected)
    {
        var refused = await Record.ExceptionAsync(async () => await _host.Client.SubmitReturnAsync(Request("100", knownOn: knownOn), As(role)));

        Assert.Equal(expected, (refused as RpcException)?.StatusCode ?? StatusCode.OK);
        using var call = _host.Client.SubmitReturns(As(role));
        await call.RequestStream.WriteAsync(new() { Submit = Request("120", knownOn: knownOn) });
        await call.RequestStream.CompleteAsync();
        var receipt = Assert.Single(await call.ResponseStream.ReadAllAsync().ToListAsync());
        Assert.Equal(expected, (StatusCode)(receipt.Error?.Code ?? 0));
    }

    [Fact]
    public async Task SubmitReturn_KnownOnADayOnWhichOneWasReported_IsRefused()
    {
        var first = Request("100", knownOn: "2023-08-20");
        await _host.Client.SubmitReturnAsync(first, As("headquarters_analyst"));
        _clock.Day = "2023-08-25";

        var error = await RefusedAsync(Request("90", knownOn: "2023-08-20"));

        Assert.Equal((StatusCode.FailedPrecondition, "ERROR_REASON_RULE_BROKEN"), (error.StatusCode, error.Reason()));
        await _host.Client.SubmitReturnAsync(Request("80", knownOn: "2023-08-19"));
        await _host.FoldedAsync();
        Assert.Equal("80", (await _host.FigureAsync("windows", "2021-H1", asOf: "2023-08-19")).Value.Amount);
        Assert.Equal("100", (await _host.FigureAsync("windows", "2021-H1")).Value.Amount);
        // The device of the analyst sends again what it has no answer to.
        Assert.Equal("100", (await _host.Client.SubmitReturnAsync(first, As("headquarters_analyst"))).Value);
    }

    [Fact]
    public async Task SubmitReturn_Zero_IsReported()
    {
        await _host.Client.SubmitReturnAsync(Request("0"));
        await _host.FoldedAsync();

        var figure = await _host.FigureAsync("windows", "2021-H1", basis: "2020-H1");

        Assert.Equal("0", figure.Value.Amount);
        Assert.Null(figure.Comparisons[0].Base);
        Assert.Equal([FigureFlag.NotReported], figure.Comparisons[0].Flags);
    }

    [Fact]
    public async Task SubmitReturn_MoreThan_KeepsItsBand()
    {
        var request = Request("2200");
        (request.Return.Qualifier, request.Return.Precision) = (Qualifier.MoreThan, "100");
        await _host.Client.SubmitReturnAsync(request);
        await _host.FoldedAsync();

        var value = (await _host.FigureAsync("windows", "2021-H1")).Value;

        Assert.Equal(("2200", Qualifier.MoreThan, "2200", "2299"), (value.Amount, value.Qualifier, value.Low, value.High));
    }

    [Fact]
    public async Task SubmitReturn_RevisedFromRoundedToExact_LosesItsBand()
    {
        var rounded = Request("31000", knownOn: "2021-07-15");
        (rounded.Return.Qualifier, rounded.Return.Precision) = (Qualifier.Rounded, "1000");
        await _host.Client.SubmitReturnAsync(rounded);
        await _host.Client.SubmitReturnAsync(Request("31207"));
        await _host.FoldedAsync();

        var value = (await _host.FigureAsync("windows", "2021-H1")).Value;

        Assert.Equal(("31207", Qualifier.Exact), (value.Amount, value.Qualifier));
    }

    [Fact]
    public async Task SubmitReturn_SeveralFaults_NamesThemAll()
    {
        var request = Request("5", knownOn: "2099-01-01");
        (request.Return.PeriodEnd, request.Return.Qualifier) = ("2020-12-31", Qualifier.Rounded);

        var error = await RefusedAsync(request);

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(
            ["return.period_end", "return.precision", "return.known_on"],
            error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Select(violation => violation.Field));
    }

    [Theory]
    [InlineData("unheard_of", ErrorReason.UnknownReference)]
    [InlineData("border_cases_registered", ErrorReason.RuleBroken)]
    public async Task SubmitReturn_IndicatorTakesNone_IsRefused(string indicator, ErrorReason reason)
    {
        var request = Request("5");
        request.Return.Indicator = indicator;

        var error = await RefusedAsync(request);

        Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
        var name = $"ERROR_REASON_{System.Text.RegularExpressions.Regex.Replace(reason.ToString(), "(?<=[a-z])(?=[A-Z])", "_").ToUpperInvariant()}";
        Assert.Equal(name, error.Reason());
    }

    [Fact]
    public async Task SubmitReturn_StockOverSeveralDays_IsRefused()
    {
        await _host.AddIndicatorAsync("open_windows", measure: Measure.Stock);
        var request = Request("5");
        request.Return.Indicator = "open_windows";

        Assert.Equal(StatusCode.InvalidArgument, (await RefusedAsync(request)).StatusCode);
    }

    [Fact]
    public async Task SubmitReturn_FirstTimeAtOnce_AreVersionsOfOne()
    {
        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(async number =>
            await _host.Client.SubmitReturnAsync(Request(number.ToString(System.Globalization.CultureInfo.InvariantCulture)))));

        Assert.Single(answers.Select(answer => answer.Name).Distinct());
        Assert.Equal(8, answers.Select(answer => answer.Etag).Distinct().Count());
    }

    [Fact]
    public async Task SubmitReturns_Stream_AnswersEachAndGoesOnAfterABadOne()
    {
        using var call = _host.Client.SubmitReturns();
        var bad = Request("5");
        bad.Return.Indicator = "unheard_of";
        SubmitReturnRequest[] requests = [Request("1", category: "a"), bad, Request("2", category: "b")];
        foreach (var request in requests)
            await call.RequestStream.WriteAsync(new() { Submit = request });
        await call.RequestStream.CompleteAsync();

        var receipts = await call.ResponseStream.ReadAllAsync().ToDictionaryAsync(receipt => receipt.RequestId);

        Assert.Equal(
            [true, false, true], requests.Select(request => receipts[request.RequestId].ResultCase == SubmissionReceipt.ResultOneofCase.Accepted));
        await _host.FoldedAsync();
        Assert.Equal("3", (await _host.FigureAsync("windows", "2021-H1")).Value.Amount);
    }

    [Fact]
    public async Task Explain_Returned_NamesTheReturns()
    {
        var first = await _host.Client.SubmitReturnAsync(Request("1", category: "a", knownOn: "2021-07-15"));
        var second = await _host.Client.SubmitReturnAsync(Request("2", category: "b", knownOn: "2021-07-15"));
        await _host.FoldedAsync();
        var request = new ExplainRequest { Indicator = "windows", Period = "2021-H1", PageSize = 1 };

        var page = await _host.Client.ExplainAsync(request);
        request.PageToken = page.NextPageToken;
        var last = await _host.Client.ExplainAsync(request);

        Assert.Equal(
            [(first.Name, "1", "2021-07-15"), (second.Name, "2", "2021-07-15")],
            page.Contributions.Concat(last.Contributions).Select(part => (part.Record, part.Amount, part.KnownOn)));
        Assert.Empty(last.NextPageToken);
    }

    [Fact]
    public async Task Explain_ReturnedByTheAreaItself_LeavesThoseBelowOut()
    {
        var own = Request("1", category: "a");
        own.Return.Area = "53";
        var below = Request("2", category: "a");
        below.Return.Area = "53.01";
        await _host.Client.SubmitReturnAsync(own);
        await _host.Client.SubmitReturnAsync(below);
        await _host.FoldedAsync();

        var explained = await _host.Client.ExplainAsync(new() { Indicator = "windows", Period = "2021-H1", Area = "53", Remainder = true });

        Assert.Equal(("1", "1"), (explained.Figure.Value.Amount, Assert.Single(explained.Contributions).Amount));
        Assert.Equal(FigureFlag.NotReported, Assert.Single((await _host.Client.ExplainAsync(new() { Indicator = "windows", Period = "2021-H1", Remainder = true, Area = "" })).Figure.Flags));
    }

    internal static SubmitReturnRequest Request(string value, string category = "", string knownOn = "") => new()
    {
        Return = new()
        {
            Indicator = "windows",
            PeriodStart = "2021-01-01",
            PeriodEnd = "2021-06-30",
            Category = category,
            Value = value,
            KnownOn = knownOn,
        },
        RequestId = Guid.CreateVersion7().ToString(),
    };

    private static Metadata As(string role) => new() { { "border-actor", "a" }, { "border-roles", role }, { "border-areas", "*" } };

    private async Task<RpcException> RefusedAsync(SubmitReturnRequest request) =>
        await Assert.ThrowsAsync<RpcException>(async () => await _host.Client.SubmitReturnAsync(request));
}
