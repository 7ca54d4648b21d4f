using System.CommandLine;
using Border.Cli.Printing;
using Border.Cli.Records;
using Google.Protobuf;

namespace Border.Cli.Commands;

internal static class ListCommand
{
    private const int RowsOfATable = 50;
    private const char ByteOrderMark = '\uFEFF';

    public static Command Create(CommandHost host)
    {
        var command = new Command("list", "Lists records of one kind; as CSV and JSON all of them, however many");
        foreach (var list in RecordList.All)
            command.Add(CreateOf(host, list));
        return command;
    }

    private static Command CreateOf(CommandHost host, RecordList list)
    {
        var limit = new Option<int?>("--limit") { Description = $"The most records; else all, or {RowsOfATable} in a table", HelpName = "N" };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1)
                result.AddError("--limit is a number from 1.");
        });
        var format = Output.Option(Output.Table, Output.Csv, Output.Json);
        var mark = new Option<bool>("--bom") { Description = "Begin CSV with a byte-order mark, by which spreadsheets know UTF-8" };
        Option[] own = [limit, format, mark];
        var taken = own.Concat([host.Server, host.Actor, host.Certificate, host.Key, host.Ca]).Select(option => option.Name);
        var filters = RequestFilter.Of(list.Method.InputType, new HashSet<string>([.. taken, "--help"])).ToList();
        var command = new Command(list.Name, $"Lists {list.Name.Replace('-', ' ')}");
        foreach (var option in filters.Select(filter => filter.Option).Concat(own))
            command.Add(option);
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var form = parsed.GetValue(format);
            var most = parsed.GetValue(limit) ?? (form == Output.Table ? RowsOfATable : int.MaxValue);
            var request = RequestFilter.Fill(list.Method.InputType, filters, parsed, session.Time);
            var pages = new RecordPages(session, list, request, most);
            await PrintAsync(session.Terminal, list, pages.ReadAsync(cancellation), form, parsed.GetValue(mark));
            if (pages.HasMore)
                await session.Terminal.Error.WriteLineAsync($"There are more than {most}. --limit N lists more.");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Task<int> PrintAsync(
        Terminal terminal, RecordList list, IAsyncEnumerable<IReadOnlyList<IMessage>> pages, string? form, bool marked) => form switch
        {
            Output.Json => Output.PrintArrayAsync(terminal, pages.SelectMany(page => page).Select(JsonText.LineOf)),
            Output.Csv => PrintCsvAsync(terminal, RecordColumns.All(list.Record), pages, marked),
            _ => PrintTableAsync(terminal, RecordColumns.Few(list.Record), pages),
        };

    private static async Task<int> PrintCsvAsync(
        Terminal terminal, RecordColumns columns, IAsyncEnumerable<IReadOnlyList<IMessage>> pages, bool marked)
    {
        var header = CsvText.Row(columns.Names);
        await terminal.Out.WriteLineAsync(marked ? ByteOrderMark + header : header);
        await foreach (var page in pages)
            await Output.PrintAsync(terminal, page.Select(record => CsvText.Row(SafeCells.Of(columns.Values(record)))));
        return ExitCode.Ok;
    }

    // A page is aligned by itself, so that a long list need not be held to be printed.
    private static async Task<int> PrintTableAsync(Terminal terminal, RecordColumns columns, IAsyncEnumerable<IReadOnlyList<IMessage>> pages)
    {
        await foreach (var page in pages)
        {
            var table = new TextTable([.. columns.Names.Select(name => TextTable.Left(name.Replace('_', ' ')))]);
            foreach (var record in page)
                table.Add([.. columns.Values(record).Select(FieldText.InOneLine)]);
            await Output.PrintAsync(terminal, page.Count > 0 ? table.Lines() : ["No records."]);
        }
        return ExitCode.Ok;
    }
}
