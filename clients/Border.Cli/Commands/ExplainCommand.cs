using System.CommandLine;
using Border.Cli.Printing;
using Border.Statistics.V1;

namespace Border.Cli.Commands;

internal static class ExplainCommand
{
    private const int LargestPage = 1000;

    private static readonly string[] Columns = ["record", "date", "area", "category", "amount", "known_on"];

    public static Command Create(CommandHost host)
    {
        var indicator = new Option<string>("--indicator") { Description = "The indicator", HelpName = "CODE", Required = true };
        var period = CommandOptions.Period();
        var area = CommandOptions.Area();
        var category = CommandOptions.Category();
        var remainder = new Option<bool>("--remainder") { Description = "Only what is in the area itself, and in none of those below" };
        var asOf = CommandOptions.AsOf();
        var fiscalStart = CommandOptions.FiscalStart();
        var limit = CommandOptions.Limit("The most records to list", 50, int.MaxValue);
        var all = new Option<bool>("--all") { Description = "List every record, however many" };
        var format = Output.Option(Output.Table, Output.Csv, Output.Json);
        var command = new Command("explain", "Lists the records and returns behind a figure")
        {
            indicator, period, area, category, remainder, asOf, fiscalStart, limit, all, format,
        };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var request = new ExplainRequest
            {
                Indicator = parsed.GetRequiredValue(indicator),
                Period = parsed.GetRequiredValue(period),
                Area = parsed.GetValue(area) ?? "",
                Category = parsed.GetValue(category) ?? "",
                Remainder = parsed.GetValue(remainder),
                AsOf = parsed.GetValue(asOf) ?? "",
                FiscalStartMonth = parsed.GetValue(fiscalStart),
            };
            var most = parsed.GetValue(all) ? int.MaxValue : parsed.GetValue(limit);
            var explained = await ReadAsync(session, request, most, cancellation);
            return await PrintAsync(session.Terminal, explained, parsed.GetValue(format));
        });
        return command;
    }

    private static async Task<ExplainResponse> ReadAsync(Session session, ExplainRequest request, int most, CancellationToken cancellation)
    {
        var whole = new ExplainResponse();
        do
        {
            request.PageSize = Math.Min(most - whole.Contributions.Count, LargestPage);
            request.PageToken = whole.NextPageToken;
            var page = await session.Statistics.ExplainAsync(request, cancellationToken: cancellation);
            whole.Figure ??= page.Figure;
            whole.Contributions.AddRange(page.Contributions);
            whole.NextPageToken = page.NextPageToken;
        }
        while (whole.NextPageToken.Length > 0 && whole.Contributions.Count < most);
        return whole;
    }

    private static async Task<int> PrintAsync(Terminal terminal, ExplainResponse explained, string? format)
    {
        if (explained.NextPageToken.Length > 0)
            await terminal.Error.WriteLineAsync(
                $"The first {explained.Contributions.Count} records are listed; there are more. --all lists every one.");
        if (format == Output.Json)
            return await Output.PrintAsync(terminal, JsonText.Of(explained));
        if (format == Output.Csv)
            return await Output.PrintAsync(terminal, CsvText.Rows(Columns, explained.Contributions.Select(Values)));

        var table = new TextTable(
            [.. Columns.Select(name => name == "amount" ? TextTable.Right(name) : TextTable.Left(name.Replace('_', ' ')))]);
        foreach (var contribution in explained.Contributions)
            table.Add([.. Values(contribution).Select((value, column) => Columns[column] == "amount" ? Numbers.Grouped(value) : value)]);
        var figure = explained.Figure is null ? [] : FigureText.Table([explained.Figure]);
        var records = explained.Contributions.Count > 0 ? table.Lines() : ["No record and no return."];
        return await Output.PrintAsync(terminal, [.. figure, "", .. records]);
    }

    private static string[] Values(Contribution c) => [c.Record, c.Date, c.Area, c.Category, c.Amount, c.KnownOn];
}
