using Border.Cases.V1;
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
        foreach (var (index, table) in tables.Index())
        {
            foreach (var (row, column) in Public(table).Hidden)
                Assert.True(attack.WidthOf(index, row, column) >= 3 - 1e-6, $"table {index}, row {row}, column {column}");
        }
    }

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
