using Border.Statistics.V1;

namespace Border.Cli.Printing;

/// <summary>Releases, findings and revisions as CSV and for people.</summary>
internal static class ReleaseText
{
    /// <summary>What became of a release, in a line.</summary>
    public static string Line(Release release) =>
        $"{release.Name} (etag {release.Etag}): {EnumWords.WordOf(release.State)}, {release.Period} of {AreaOf(release.Area)}, sha256 {release.ContentSha256}";

    public static IEnumerable<string> Findings(GetFindingsResponse answer) => answer.Findings.Count == 0
        ? ["Nothing was found."]
        : [.. answer.Findings.Select(Finding), answer.Blocked ? "It cannot be released as it is." : "Nothing blocks a release."];

    public static IEnumerable<string> FindingsCsv(IEnumerable<Finding> findings) => CsvText.Rows(
        ["rule", "severity", "text_en", "text_zh", "indicator", "period", "area", "category", "value"],
        from finding in findings
        from figure in finding.Figures.DefaultIfEmpty(new FindingFigure())
        select new[]
        {
            EnumWords.WordOf(finding.Rule), EnumWords.WordOf(finding.Severity), finding.Text.En, finding.Text.Zh,
            figure.Indicator, figure.Period, figure.Area, figure.Category, figure.Value?.Amount ?? "",
        });

    public static IEnumerable<string> List(IEnumerable<Release> releases)
    {
        var table = new TextTable(
            TextTable.Left("release"), TextTable.Left("state"), TextTable.Left("period"), TextTable.Left("area"),
            TextTable.Left("drafted by"), TextTable.Left("signed by"), TextTable.Left("published"), TextTable.Left("sha256"));
        foreach (var release in releases)
        {
            table.Add(
                release.Name, EnumWords.WordOf(release.State), release.Period, release.Area,
                release.Drafter, release.Signer, DayOf(release), release.ContentSha256[..12]);
        }

        return table.Lines();
    }

    public static IEnumerable<string> ListCsv(IEnumerable<Release> releases) => CsvText.Rows(
        ["name", "state", "period", "start_date", "end_date", "area", "drafter", "signer", "publisher", "publish_time", "content_sha256"],
        from release in releases
        select new[]
        {
            release.Name, EnumWords.WordOf(release.State), release.Period, release.StartDate, release.EndDate, release.Area,
            release.Drafter, release.Signer, release.Publisher, release.PublishTime?.ToDateTimeOffset().ToString("O") ?? "", release.ContentSha256,
        });

    /// <summary>Its turns, its text, and how its figures are counted.</summary>
    public static IEnumerable<string> Whole(Release release, bool isChinese)
    {
        yield return Line(release);
        yield return $"Drafted by {release.Drafter}{Turn("signed", release.Signer)}{Turn("published", release.Publisher)}.";
        if (release.Withdrawal is { } notice)
            yield return $"Withdrawn: {(isChinese ? notice.Reason.Zh : notice.Reason.En)}";
        yield return "";
        yield return (isChinese ? release.Content.Narrative.Zh : release.Content.Narrative.En).TrimEnd('\n');
        yield return "";
        foreach (var note in release.Content.Methodology)
            yield return isChinese ? $"{note.DisplayName.Zh}：{note.Note.Zh}" : $"{note.DisplayName.En}: {note.Note.En}";
    }

    /// <summary>A row for each cell; totals have no category, and `c` stands for what is suppressed.</summary>
    public static IEnumerable<string> TablesCsv(IEnumerable<ReleaseTable> tables) => CsvText.Rows(
        ["indicator", "area", "name_en", "name_zh", "remainder", "category", "count"],
        from table in tables
        from row in table.Rows
        from cell in table.Categories.Prepend("").Zip(row.Cells)
        select new[]
        {
            table.Indicator, row.Area, row.DisplayName.En, row.DisplayName.Zh, row.Remainder ? "true" : "false", cell.First,
            cell.Second.Suppressed ? "c" : cell.Second.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
        });

    public static IEnumerable<string> Revisions(GetRevisionsResponse answer)
    {
        if (answer.Revisions.Count == 0)
            return [$"All {Numbers.Grouped(answer.FigureCount)} figures stand as they were published."];
        var table = new TextTable(
            TextTable.Left("indicator"), TextTable.Left("base"), TextTable.Right("published"), TextTable.Right("today"),
            TextTable.Right("difference"), TextTable.Left("since"), TextTable.Right("records"));
        foreach (var revision in answer.Revisions)
        {
            table.Add(
                revision.Indicator, revision.BasePeriod, Numbers.Printed(revision.Published), Numbers.Printed(revision.Today),
                Numbers.Signed(revision.Difference), revision.Since, Numbers.Grouped(revision.Records.Count) + (revision.Truncated ? "+" : ""));
        }

        var recounts = from revision in answer.Revisions
                       where revision.RecountedOn.Length > 0
                       select $"{revision.Indicator} was counted again on {revision.RecountedOn}. {revision.Correction.En}";
        var records = from revision in answer.Revisions
                      from record in revision.Records
                      select $"{revision.Indicator} {record.Record} {record.Date}: {record.PublishedAmount} -> {record.Amount}";
        return [.. table.Lines(), "", .. recounts.Distinct(), .. records];
    }

    public static IEnumerable<string> RevisionsCsv(IEnumerable<Revision> revisions) => CsvText.Rows(
        ["indicator", "base_period", "published", "today", "difference", "since", "record", "date", "area", "category", "published_amount", "amount", "known_on"],
        from revision in revisions
        from record in revision.Records.DefaultIfEmpty(new RevisedRecord())
        select new[]
        {
            revision.Indicator, revision.BasePeriod, revision.Published?.Amount ?? "", revision.Today?.Amount ?? "", revision.Difference, revision.Since,
            record.Record, record.Date, record.Area, record.Category, record.PublishedAmount, record.Amount, record.KnownOn,
        });

    private static string Finding(Finding finding) => $"{EnumWords.WordOf(finding.Severity)}: {finding.Text.En} [{EnumWords.WordOf(finding.Rule)}]";

    private static string Turn(string verb, string actor) => actor.Length > 0 ? $", {verb} by {actor}" : "";

    private static string DayOf(Release release) =>
        release.PublishTime?.ToDateTimeOffset().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "";

    private static string AreaOf(string area) => area.Length > 0 ? area : "the nation";
}
