using System.CommandLine;
using Border.Cli.Files;
using Border.Cli.Printing;
using Border.Statistics.V1;
using Border.Type.V1;

namespace Border.Cli.Commands;

internal static class IndicatorsCommand
{
    public static Command Create(CommandHost host) =>
        new("indicators", "What figures count") { CreateAdd(host), CreateList(host) };

    private static Command CreateAdd(CommandHost host)
    {
        var code = Text("--code", "Code", "C", required: true);
        var unit = Text("--unit", "Unit of the value, such as persons, t, percent", "U", required: true);
        var measure = new Option<string>("--measure")
        {
            Description = "How it measures: a flow adds up over time and areas, a stock is the state on a day, a rate never adds up",
            Required = true,
        };
        measure.AcceptOnlyFromAmong(EnumWords.Words<Measure>());
        var nameEn = Text("--name-en", "Name in English", "TEXT", required: true);
        var nameZh = Text("--name-zh", "Name in Chinese", "TEXT", required: true);
        var noteEn = Text("--note-en", "Methodology note in English", "TEXT");
        var noteZh = Text("--note-zh", "Methodology note in Chinese", "TEXT");
        var printStep = Text("--print-step", "Step at which bulletins print it, such as 1000 or 0.01", "S");
        var printQualifier = new Option<string?>("--print-qualifier") { Description = "How bulletins word it" };
        printQualifier.AcceptOnlyFromAmong(EnumWords.Words<Qualifier>());
        var command = new Command("add", "Adds an indicator for returns; adding the same one again changes nothing")
        {
            code, unit, measure, nameEn, nameZh, noteEn, noteZh, printStep, printQualifier,
        };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var indicator = new Indicator
            {
                Code = parsed.GetRequiredValue(code),
                Unit = parsed.GetRequiredValue(unit),
                Measure = EnumWords.ValueOf<Measure>(parsed.GetRequiredValue(measure)),
                DisplayName = Localized(parsed.GetValue(nameEn), parsed.GetValue(nameZh)),
                Methodology = Localized(parsed.GetValue(noteEn), parsed.GetValue(noteZh)),
                PrintStyle = PrintStyleOf(parsed.GetValue(printStep), parsed.GetValue(printQualifier)),
            };
            var request = new CreateIndicatorRequest { Indicator = indicator, RequestId = Guid.CreateVersion7().ToString() };
            var added = await session.Statistics.CreateIndicatorAsync(request, cancellationToken: cancellation);
            return await Output.PrintAsync(
                session.Terminal,
                $"The indicator {added.Code} is there: {added.DisplayName?.En}, in {added.Unit}, a {EnumWords.WordOf(added.Measure)}.");
        });
        return command;
    }

    private static Command CreateList(CommandHost host)
    {
        var format = Output.Option(Output.Table, Output.Json, Output.Csv);
        var command = new Command("list", "Lists the indicators") { format };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var response = await session.Statistics.ListIndicatorsAsync(new ListIndicatorsRequest(), cancellationToken: cancellation);
            return parsed.GetValue(format) switch
            {
                Output.Json => await Output.PrintAsync(session.Terminal, JsonText.Of(response)),
                Output.Csv => await Output.PrintAsync(session.Terminal, IndicatorText.Csv(response.Indicators)),
                _ => await Output.PrintAsync(session.Terminal, IndicatorText.Table(response.Indicators)),
            };
        });
        return command;
    }

    private static Option<string?> Text(string name, string description, string helpName, bool required = false) =>
        new(name) { Description = description, HelpName = helpName, Required = required };

    private static LocalizedText? Localized(string? en, string? zh) =>
        en is null && zh is null ? null : new LocalizedText { En = en ?? "", Zh = zh ?? "" };

    private static PrintStyle? PrintStyleOf(string? step, string? qualifier)
    {
        if (step is null && qualifier is null)
            return null;
        var style = new PrintStyle { Qualifier = EnumWords.ValueOf<Qualifier>(qualifier ?? "") };
        if (step is not null)
        {
            if (!ExactNumber.TryRead(step, commaIsClear: true, out var plain, out var fault))
                throw CommandException.BadInput($"--print-step: {fault}");
            style.Step = plain;
        }
        return style;
    }
}
