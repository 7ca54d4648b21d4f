using System.CommandLine;
using Border.Cli.Printing;
using Border.Statistics.V1;

namespace Border.Cli.Commands;

internal static class ReleaseCommand
{
    public static Command Create(CommandHost host) => new("release", "Bulletins for the public: drafted by one person, signed by another, and never changed once published")
    {
        Draft(host),
        Gate(host),
        Verb(host, "refresh", "Composes a draft again from the figures as they stand; its signature lapses", (client, name, etag, ct) =>
            client.RefreshReleaseAsync(new() { Name = name, Etag = etag, RequestId = NewId() }, cancellationToken: ct).ResponseAsync),
        Verb(host, "sign", "Signs a draft; whoever composed it cannot, and nobody while the gate blocks it", (client, name, etag, ct) =>
            client.SignReleaseAsync(new() { Name = name, Etag = etag, RequestId = NewId() }, cancellationToken: ct).ResponseAsync),
        Verb(host, "publish", "Publishes what was signed", (client, name, etag, ct) =>
            client.PublishReleaseAsync(new() { Name = name, Etag = etag, RequestId = NewId() }, cancellationToken: ct).ResponseAsync),
        Withdraw(host),
        List(host),
        Show(host),
        Revisions(host),
    };

    private static Command Draft(CommandHost host)
    {
        var id = new Option<string>("--id") { Description = "The id of the release, such as 2021-h1", HelpName = "ID", Required = true };
        var (period, area) = (CommandOptions.Period(), CommandOptions.Area());
        var compare = CommandOptions.Compare("else with the same period of the year before");
        var (asOf, fiscalStart) = (CommandOptions.AsOf(), CommandOptions.FiscalStart());
        var language = new Option<string[]>("--lang") { Description = "The languages of the text, separated by commas; else all", HelpName = "en|zh" };
        var threshold = new Option<int>("--threshold") { Description = "Numbers in its tables under this are suppressed, 2 to 100; else 3", HelpName = "N" };
        var command = new Command("draft", "Composes the bulletin of a period and area and keeps it as a draft")
        {
            id, period, area, compare, asOf, fiscalStart, language, threshold,
        };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var request = new DraftReleaseRequest
            {
                ReleaseId = parsed.GetRequiredValue(id),
                Period = parsed.GetRequiredValue(period),
                Area = parsed.GetValue(area) ?? "",
                AsOf = parsed.GetValue(asOf) ?? "",
                FiscalStartMonth = parsed.GetValue(fiscalStart),
                CompareWith = { CommandOptions.Split(parsed.GetValue(compare)) },
                Languages = { CommandOptions.Split(parsed.GetValue(language)).Select(LanguageOf) },
                DisclosureThreshold = parsed.GetValue(threshold),
                RequestId = NewId(),
            };
            var release = await Client(session).DraftReleaseAsync(request, cancellationToken: cancellation);
            return await Output.PrintAsync(session.Terminal, ReleaseText.Line(release));
        });
        return command;
    }

    private static Command Gate(CommandHost host)
    {
        var (period, area, compare) = (CommandOptions.Period(), CommandOptions.Area(), CommandOptions.Compare("else with the same period of the year before"));
        var (asOf, fiscalStart) = (CommandOptions.AsOf(), CommandOptions.FiscalStart());
        var format = Output.Option(Output.Text, Output.Json, Output.Csv);
        var command = new Command("gate", "Tells what speaks against printing a bulletin (exit code 1 when something blocks it)") { period, area, compare, asOf, fiscalStart, format };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var request = new GetFindingsRequest
            {
                Period = parsed.GetRequiredValue(period),
                Area = parsed.GetValue(area) ?? "",
                AsOf = parsed.GetValue(asOf) ?? "",
                FiscalStartMonth = parsed.GetValue(fiscalStart),
                CompareWith = { CommandOptions.Split(parsed.GetValue(compare)) },
            };
            var answer = await Client(session).GetFindingsAsync(request, cancellationToken: cancellation);
            await Output.PrintAsync(session.Terminal, parsed.GetValue(format) switch
            {
                Output.Json => [JsonText.Of(answer)],
                Output.Csv => ReleaseText.FindingsCsv(answer.Findings),
                _ => ReleaseText.Findings(answer),
            });
            return answer.Blocked ? ExitCode.Refused : ExitCode.Ok;
        });
        return command;
    }

    private static Command Verb(
        CommandHost host,
        string name,
        string description,
        Func<ReleaseService.ReleaseServiceClient, string, string, CancellationToken, Task<Release>> send)
    {
        var (record, etag) = (CommandOptions.RecordName(), Etag());
        var command = new Command(name, description) { record, etag };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var release = await send(Client(session), parsed.GetRequiredValue(record), parsed.GetValue(etag) ?? "", cancellation);
            return await Output.PrintAsync(session.Terminal, ReleaseText.Line(release));
        });
        return command;
    }

    private static Command Withdraw(CommandHost host)
    {
        var (record, etag) = (CommandOptions.RecordName(), Etag());
        var en = new Option<string>("--en") { Description = "Why, for the public, in English", HelpName = "TEXT", Required = true };
        var zh = new Option<string>("--zh") { Description = "Why, for the public, in Chinese", HelpName = "TEXT", Required = true };
        var command = new Command("withdraw", "Withdraws what was published by a notice beside it") { record, etag, en, zh };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var request = new WithdrawReleaseRequest
            {
                Name = parsed.GetRequiredValue(record),
                Etag = parsed.GetValue(etag) ?? "",
                Reason = new() { En = parsed.GetRequiredValue(en), Zh = parsed.GetRequiredValue(zh) },
                RequestId = NewId(),
            };
            var release = await Client(session).WithdrawReleaseAsync(request, cancellationToken: cancellation);
            return await Output.PrintAsync(session.Terminal, ReleaseText.Line(release));
        });
        return command;
    }

    private static Command List(CommandHost host)
    {
        var area = new Option<string?>("--area") { Description = "Only of this area and those below it", HelpName = "CODE" };
        var state = new Option<string?>("--state") { Description = "Only in this state" };
        state.AcceptOnlyFromAmong(EnumWords.Words<ReleaseState>());
        var limit = CommandOptions.Limit("How many at most", 50, 1000);
        var format = Output.Option(Output.Text, Output.Json, Output.Csv);
        var command = new Command("list", "Lists releases, the latest draft first") { area, state, limit, format };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var request = new ListReleasesRequest
            {
                Area = parsed.GetValue(area) ?? "",
                State = parsed.GetValue(state) is { } word ? EnumWords.ValueOf<ReleaseState>(word) : ReleaseState.Unspecified,
                PageSize = parsed.GetValue(limit),
            };
            var page = await Client(session).ListReleasesAsync(request, cancellationToken: cancellation);
            return await Output.PrintAsync(session.Terminal, parsed.GetValue(format) switch
            {
                Output.Json => [JsonText.Of(page)],
                Output.Csv => ReleaseText.ListCsv(page.Releases),
                _ => ReleaseText.List(page.Releases),
            });
        });
        return command;
    }

    private static Command Show(CommandHost host)
    {
        var record = CommandOptions.RecordName();
        var language = CommandOptions.Language();
        var format = Output.Option(Output.Text, Output.Json, Output.Csv);
        var tables = new Option<bool>("--tables") { Description = "As CSV, its tables by area and category, c for what is suppressed" };
        var command = new Command("show", "Shows a release: who signed it, its hash and its text; CSV gives its figures") { record, language, format, tables };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var release = await Client(session).GetReleaseAsync(new() { Name = parsed.GetRequiredValue(record) }, cancellationToken: cancellation);
            return await Output.PrintAsync(session.Terminal, parsed.GetValue(format) switch
            {
                Output.Json => [JsonText.Of(release)],
                Output.Csv when parsed.GetValue(tables) => ReleaseText.TablesCsv(release.Content.Tables),
                Output.Csv => FigureText.Csv(release.Content.Lines.Select(line => line.Figure)),
                _ => ReleaseText.Whole(release, isChinese: parsed.GetValue(language) == "zh"),
            });
        });
        return command;
    }

    private static Command Revisions(CommandHost host)
    {
        var record = CommandOptions.RecordName();
        var format = Output.Option(Output.Text, Output.Json, Output.Csv);
        var command = new Command("revisions", "Tells which published figures are others today, since when, and by which records") { record, format };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var answer = await Client(session).GetRevisionsAsync(new() { Name = parsed.GetRequiredValue(record) }, cancellationToken: cancellation);
            return await Output.PrintAsync(session.Terminal, parsed.GetValue(format) switch
            {
                Output.Json => [JsonText.Of(answer)],
                Output.Csv => ReleaseText.RevisionsCsv(answer.Revisions),
                _ => ReleaseText.Revisions(answer),
            });
        });
        return command;
    }

    private static ReleaseService.ReleaseServiceClient Client(Session session) => new(session.Invoker);

    private static Option<string?> Etag() => new("--etag") { Description = "The etag of the version that was read; refused when it is another by now", HelpName = "ETAG" };

    private static string NewId() => Guid.CreateVersion7().ToString();

    private static ReleaseLanguage LanguageOf(string word) => word switch
    {
        "en" => ReleaseLanguage.En,
        "zh" => ReleaseLanguage.Zh,
        _ => throw CommandException.BadInput($"'{word}' is no language of a release. Write en or zh."),
    };
}
