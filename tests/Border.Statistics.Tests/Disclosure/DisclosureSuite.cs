using Border.Cases.V1;
using Border.Patrols.V1;
using Border.Persons.V1;
using Border.Statistics.Tests.Indicators;
using Border.Statistics.Tests.Releases;
using Border.Statistics.V1;
using Border.Storage;
using Grpc.Core;

namespace Border.Statistics.Tests.Disclosure;

public sealed class SqliteDisclosureTests() : DisclosureSuite(StorageEngineKind.Sqlite);

public sealed class PostgresDisclosureTests() : DisclosureSuite(StorageEngineKind.Postgres);

/// <summary>The tables of published releases, as the public has them, attacked; on each engine.</summary>
public abstract class DisclosureSuite(StorageEngineKind engine) : ReleaseTestBase(engine)
{
    private int _cases;

    [Fact]
    public async Task Tables_OfARelease_AreByAreaAndCategoryWithTheirTotals()
    {
        await CommitAsync(("45", "illegal_crossing", 4), ("53.02", "illegal_crossing", 5), ("53", "organising_crossing", 6));

        var table = Assert.Single((await PublishedAsync()).Content.Tables);

        Assert.Equal((Cases, false, ["illegal_crossing", "organising_crossing"]), (table.Indicator, table.Withheld, table.Categories));
        Assert.Equal([" 15 9 6", "45 4 4 0", "53 11 5 6", "65 0 0 0"], table.Rows.Select(Line));
    }

    [Fact]
    public async Task Tables_CountedInTheAreaItself_StandApart()
    {
        await CommitAsync(("53", "illegal_crossing", 4), ("53.02", "illegal_crossing", 5));

        var table = Assert.Single((await PublishedAsync(area: "53")).Content.Tables);

        Assert.Equal(["53 9 9 False", "53.01 0 0 False", "53.02 5 5 False", "53 4 4 True"], table.Rows.Select(row => $"{Line(row)} {row.Remainder}"));
    }

    [Fact]
    public async Task Tables_OfSmallNumbers_CannotBeSolved()
    {
        await CommitAsync(("45", "illegal_crossing", 1), ("45", "selling_documents", 9), ("53.01", "illegal_crossing", 20), ("53.01", "selling_documents", 2), ("65", "illegal_crossing", 7), ("65", "selling_documents", 8));

        var table = Assert.Single((await PublishedAsync()).Content.Tables);

        Assert.Contains(table.Rows.SelectMany(row => row.Cells), cell => cell.Suppressed);
        AssertHolds(table);
    }

    [Fact]
    public async Task Tables_PublishedAgain_DoNotGiveAwayWhatChanged()
    {
        await CommitAsync(("45", "illegal_crossing", 10), ("45", "selling_documents", 9), ("53.01", "illegal_crossing", 20), ("53.01", "selling_documents", 12), ("65", "illegal_crossing", 7), ("65", "selling_documents", 8));
        var first = await PublishedAsync("one");
        Assert.DoesNotContain(first.Content.Tables[0].Rows.SelectMany(row => row.Cells), cell => cell.Suppressed);
        await CommitAsync(("45", "illegal_crossing", 1), ("65", "selling_documents", 30), ("65", "illegal_crossing", 30), ("53.01", "illegal_crossing", 30), ("53.01", "selling_documents", 30), ("45", "selling_documents", 30));

        var second = await PublishedAsync("two");

        var (before, after) = (first.Content.Tables[0], second.Content.Tables[0]);
        Assert.True(after.Rows.Single(row => row.Area == "45").Cells[1].Suppressed);
        AssertHolds(before, after);
    }

    [Fact]
    public async Task Tables_ChangedTooLittle_AreWithheld()
    {
        await CommitAsync(("45", "illegal_crossing", 10), ("65", "illegal_crossing", 10));
        await PublishedAsync("one");
        await CommitAsync(("45", "illegal_crossing", 1));

        var table = Assert.Single((await PublishedAsync("two")).Content.Tables);

        Assert.Equal((true, 0), (table.Withheld, table.Rows.Count));
    }

    [Fact]
    public async Task Tables_PublishedAgainWithALowerThreshold_KeepToTheHigherOne()
    {
        await CommitAsync(("45", "illegal_crossing", 10), ("45", "selling_documents", 9), ("53.01", "illegal_crossing", 20), ("53.01", "selling_documents", 12), ("65", "illegal_crossing", 7));
        await Host.CalmAsync();
        var request = Draft("one");
        request.DisclosureThreshold = 5;
        await PublishAsync(await SignAsync(await Host.Releases.DraftReleaseAsync(request, As(Drafter))));
        await CommitAsync(("65", "selling_documents", 4));

        var table = (await PublishedAsync("two")).Content.Tables[0];

        // With 3 for its threshold it would print the 4, which the first did not let show.
        Assert.True(table.Withheld || table.Rows.Single(row => row.Area == "65").Cells[2].Suppressed);
    }

    [Fact]
    public async Task Tables_OfAPartOfTheTimeOrArea_AreNotPrintedBesideEachOther()
    {
        await CommitAsync(("45", "illegal_crossing", 10), ("53.01", "illegal_crossing", 10));
        await PublishedAsync("nation");

        Assert.True(Assert.Single((await PublishedAsync("region", "53")).Content.Tables).Withheld);
    }

    [Fact]
    public async Task SignRelease_TotalIsSuppressedInAPublishedTable_IsBlocked()
    {
        await CommitAsync(("45", "illegal_crossing", 1), ("53.01", "illegal_crossing", 10), ("65", "illegal_crossing", 12));
        var table = Assert.Single((await PublishedAsync("nation")).Content.Tables);
        Assert.True(table.Rows.Single(row => row.Area == "45").Cells[0].Suppressed);

        var error = await RefusedAsync(() => SignedAsync("region", "45"));

        Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
        Assert.Contains("is suppressed in releases/nation", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignRelease_BaseIsSuppressedInAPublishedTable_IsBlockedUntilComparedWithAnother()
    {
        await CommitAsync(("45", "illegal_crossing", 1), ("53.01", "illegal_crossing", 10), ("65", "illegal_crossing", 12));
        await PublishedAsync("nation");
        Clock.Day = "2022-06-05";
        await CommitCaseAsync("later", "45", "2022-05-17T02:00:00Z");
        await Host.CalmAsync();
        var request = Draft("region", "45");
        request.Period = "2022-05";
        var drafted = await Host.Releases.DraftReleaseAsync(request, As(Drafter));

        var error = await RefusedAsync(() => SignAsync(drafted));

        Assert.Contains("in May 2021 is suppressed in releases/nation", error.Status.Detail, StringComparison.Ordinal);
        request = Draft("region-2", "45");
        (request.Period, request.RequestId) = ("2022-05", "another");
        request.CompareWith.Add("2020-05");
        Assert.Equal(ReleaseState.Signed, (await SignAsync(await Host.Releases.DraftReleaseAsync(request, As(Drafter)))).State);
    }

    [Fact]
    public async Task Tables_AreaBelowPrintedItsSmallTotalBefore_AreNotHiddenBehindIt()
    {
        await CommitAsync(("45", "illegal_crossing", 1), ("45", "selling_documents", 1), ("53.01", "illegal_crossing", 10), ("53.01", "selling_documents", 20), ("65", "illegal_crossing", 12), ("65", "selling_documents", 9));
        var region = await PublishedAsync("region", "45");
        Assert.True(Assert.Single(region.Content.Tables).Withheld);
        Assert.Equal("2", region.Content.Lines[0].Figure.Value.Amount);

        var table = Assert.Single((await PublishedAsync("nation")).Content.Tables);

        // Both of its numbers come to 2, so neither has room, whatever else is hidden.
        Assert.True(table.Withheld);
    }

    [Theory]
    [InlineData("53")]
    [InlineData("53.01")]
    public async Task Tables_AreaBelowPrintedItsTotalAsABaseBefore_AreNotHiddenBehindIt(string area)
    {
        await CommitAsync((area, "illegal_crossing", 10), ("45", "illegal_crossing", 2), ("65", "illegal_crossing", 12));
        Clock.Day = "2022-06-05";
        await CommitCaseAsync("later", area, "2022-05-17T02:00:00Z");
        await Host.CalmAsync();
        var request = Draft("region", area);
        request.Period = "2022-05";
        var region = await PublishAsync(await SignAsync(await Host.Releases.DraftReleaseAsync(request, As(Drafter))));
        Assert.Equal("10", region.Content.Lines[0].Figure.Comparisons[0].Base.Amount);

        var table = Assert.Single((await PublishedAsync("nation")).Content.Tables);

        Assert.Equal([true, false, true], table.Rows.Skip(1).Select(row => row.Cells[0].Suppressed));
        AssertHolds(table);
    }

    [Fact]
    public async Task Tables_OfPatrolsAndJointOnes_CannotBeSolvedTogether()
    {
        await CommitPatrolsAsync(("45", "VNM", 2), ("45", "", 20), ("53.01", "MMR", 10), ("53.01", "", 20), ("65", "LAO", 12), ("65", "", 4));

        var release = await PublishedAsync("nation");

        Assert.Equal([("patrols_conducted", false), ("joint_patrols", true)], release.Content.Tables.Select(table => (table.Indicator, table.Withheld)));
        Assert.True(release.Content.Tables[0].Rows.Single(row => row.Area == "45").Cells[1].Suppressed);
        AssertHolds(release.Content.Tables[0]);
        var error = await RefusedAsync(() => SignedAsync("region", "45"));
        Assert.Contains("Joint patrols of Area 45 is suppressed in releases/nation", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_OfPatrolsAndJointOnesOfWhichOnlyACountryIsSmall_AreBothPrinted()
    {
        await CommitPatrolsAsync(("45", "VNM", 9), ("45", "LAO", 1), ("45", "", 20), ("53.01", "VNM", 10), ("53.01", "LAO", 11), ("53.01", "", 20), ("65", "VNM", 12), ("65", "LAO", 7));

        var tables = (await PublishedAsync()).Content.Tables;

        Assert.Equal([false, false], tables.Select(table => table.Withheld));
        Assert.True(tables[1].Rows.Single(row => row.Area == "45").Cells[1].Suppressed);
        AssertHolds([.. tables]);
    }

    [Fact]
    public async Task Tables_OfPatrolDays_AreNoneForTheirCategoriesAreUnits()
    {
        var record = Records.Patrol(PatrolType.Routine);
        (record.Name, record.Area, record.State, record.EndTime) = ("patrols/ended", "45", PatrolState.Ended, record.StartTime);
        await Host.CommitAsync(FeedNames.Patrols, record.Name, 1, record);
        await Host.FoldedAsync();

        var content = (await PublishedAsync()).Content;

        Assert.Equal("1", content.Lines.Single(line => line.Figure.Indicator == "patrol_days").Figure.Value.Amount);
        Assert.Equal(["patrols_conducted"], content.Tables.Select(table => table.Indicator));
    }

    [Fact]
    public async Task Tables_OfJointPatrolsWhoseTotalsAreSuppressed_AreNotPrintedBesideThoseOfAll()
    {
        // The one of the first area is protected by the totals of both, and the table of all patrols tells these.
        await CommitPatrolsAsync(("45", "VNM", 9), ("45", "LAO", 1), ("45", "", 20), ("53.01", "LAO", 5), ("53.01", "", 20));

        var tables = (await PublishedAsync()).Content.Tables;

        Assert.Equal([("patrols_conducted", false), ("joint_patrols", true)], tables.Select(table => (table.Indicator, table.Withheld)));
        Assert.DoesNotContain(tables[0].Rows.SelectMany(row => row.Cells), cell => cell.Suppressed);
    }

    [Fact]
    public async Task Tables_OfFewJointPatrolsInAll_AreNotPrinted()
    {
        await CommitPatrolsAsync(("45", "VNM", 2), ("45", "", 20), ("53.01", "", 20), ("65", "", 4));

        Assert.All((await PublishedAsync()).Content.Tables, table => Assert.True(table.Withheld));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(9, false)]
    public async Task Tables_OfForeignersAmongThoseWhoCrossed_CannotBeSolvedTogether(int entries, bool isWithheld)
    {
        foreach (var (area, conduct, count) in new[] { ("45", Conduct.IllegalEntry, entries), ("45", Conduct.IllegalExit, 9), ("65", Conduct.IllegalEntry, 12), ("65", Conduct.IllegalExit, 14) })
        {
            for (var i = 0; i < count; i++)
            {
                var record = Records.Interception(conduct);
                (record.Name, record.Area) = ($"interceptions/d{_cases++}", area);
                await Host.CommitAsync(FeedNames.Persons, record.Name, 1, record);
            }
        }

        await Host.FoldedAsync();

        var tables = (await PublishedAsync()).Content.Tables.ToDictionary(table => table.Indicator);

        Assert.False(tables["illegal_entry_exit_persons"].Withheld);
        Assert.Equal(isWithheld, tables["three_illegals_foreigners"].Withheld);
    }

    [Fact]
    public async Task PublishRelease_AnotherOfTheSameWasPublishedMeanwhile_IsComposedAgainFirst()
    {
        await CommitAsync(("45", "illegal_crossing", 10), ("65", "illegal_crossing", 10));
        var signed = await SignedAsync("one");
        await PublishedAsync("nation-too", "45");

        Assert.Contains("moved since", (await RefusedAsync(() => PublishAsync(signed))).Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DraftRelease_ThresholdOfOne_IsRefused()
    {
        var request = Draft();
        request.DisclosureThreshold = 1;

        Assert.Equal(StatusCode.InvalidArgument, (await RefusedAsync(async () => await Host.Releases.DraftReleaseAsync(request))).StatusCode);
    }

    private static void AssertHolds(params IReadOnlyList<ReleaseTable> tables)
    {
        var attack = new TableAttack([.. tables.Select(Public)]);
        foreach (var (joint, conducted) in JointPatrols(tables))
            attack.AreSame(joint, conducted);
        foreach (var (index, table) in tables.Index())
        {
            foreach (var (row, column) in Public(table).Hidden)
                Assert.True(attack.WidthOf(index, row, column) >= 3 - 1e-6, $"table {index}, row {row}, column {column}");
        }
    }

    /// <summary>The cells of two tables that everybody knows to be one number.</summary>
    private static IEnumerable<((int, int, int) Joint, (int, int, int) Conducted)> JointPatrols(IReadOnlyList<ReleaseTable> tables) =>
        from joint in tables.Index().Where(table => table.Item.Indicator == "joint_patrols")
        from conducted in tables.Index().Where(table => table.Item.Indicator == "patrols_conducted")
        from row in joint.Item.Rows.Index()
        from same in conducted.Item.Rows.Index()
        where (row.Item.Area, row.Item.Remainder) == (same.Item.Area, same.Item.Remainder)
        select ((joint.Index, row.Index, 0), (conducted.Index, same.Index, conducted.Item.Categories.IndexOf("joint") + 1));

    private static PublicTable Public(ReleaseTable table)
    {
        var cells = new long?[table.Rows.Count, table.Categories.Count + 1];
        foreach (var (row, line) in table.Rows.Index())
        {
            foreach (var (column, cell) in line.Cells.Index())
                cells[row, column] = cell.Suppressed ? null : cell.Count;
        }

        return new(cells);
    }

    private static string Line(ReleaseTableRow row) => $"{row.Area} {string.Join(' ', row.Cells.Select(cell => cell.Suppressed ? "c" : $"{cell.Count}"))}";

    /// <param name="patrols">Routine ones have no country.</param>
    private async Task CommitPatrolsAsync(params (string Area, string Country, int Count)[] patrols)
    {
        foreach (var (area, country, count) in patrols)
        {
            for (var i = 0; i < count; i++)
            {
                var record = Records.Patrol(country.Length > 0 ? PatrolType.Joint : PatrolType.Routine);
                (record.Name, record.Area, record.CounterpartCountry) = ($"patrols/d{_cases++}", area, country);
                await Host.CommitAsync(FeedNames.Patrols, record.Name, 1, record);
            }
        }

        await Host.FoldedAsync();
    }

    private async Task CommitAsync(params (string Area, string Offence, int Count)[] cases)
    {
        foreach (var (area, offence, count) in cases)
        {
            for (var i = 0; i < count; i++)
            {
                Case record = Records.Case(offence);
                (record.Name, record.Area) = ($"cases/d{_cases++}", area);
                await Host.CommitAsync(record);
            }
        }

        await Host.FoldedAsync();
    }
}
