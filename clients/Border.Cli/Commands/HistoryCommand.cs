using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Border.Cli.Printing;
using Border.Cli.Records;

namespace Border.Cli.Commands;

internal static class HistoryCommand
{
    private static readonly string[] Columns = ["version", "time", "actor", "verb", "reason", "field", "old", "new"];

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create(CommandHost host)
    {
        var name = CommandOptions.RecordName();
        var format = Output.Option(Output.Table, Output.Json);
        var command = new Command("history", "Lists every version of a record: who made it, when, why, and what became other") { name, format };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var versions = RecordHistory.ReadAsync(session, parsed.GetRequiredValue(name), cancellation);
            return parsed.GetValue(format) == Output.Json
                ? await Output.PrintArrayAsync(session.Terminal, versions.Select(ToJson))
                : await Output.PrintAsync(session.Terminal, Table(await versions.ToListAsync(cancellation)));
        });
        return command;
    }

    private static IEnumerable<string> Table(IEnumerable<VersionOfRecord> versions)
    {
        var table = new TextTable([.. Columns.Select(title => title == "version" ? TextTable.Right(title) : TextTable.Left(title))]);
        foreach (var (version, changes) in versions)
        {
            string[] head =
            [
                FieldText.Of(version.Version), FieldText.Of(version.CommitTime), version.Actor, version.Verb, FieldText.InOneLine(version.Reason),
            ];
            foreach (var change in changes.DefaultIfEmpty())
            {
                table.Add([.. head, change?.Path ?? "", FieldText.InOneLine(FieldText.Of(change?.Old)), FieldText.InOneLine(FieldText.Of(change?.New))]);
                // Said once, not beside each field.
                head = ["", "", "", "", ""];
            }
        }
        return table.Lines();
    }

    private static string ToJson(VersionOfRecord entry) => new JsonObject
    {
        ["version"] = entry.Version.Version,
        ["time"] = FieldText.Of(entry.Version.CommitTime),
        ["actor"] = entry.Version.Actor,
        ["verb"] = entry.Version.Verb,
        ["reason"] = entry.Version.Reason,
        ["changes"] = new JsonArray([.. entry.Changes.Select(ToJson)]),
    }.ToJsonString(Json);

    private static JsonObject ToJson(FieldChange change) => new()
    {
        ["field"] = change.Path,
        ["old"] = JsonNode.Parse(JsonText.OfValue(change.Old)),
        ["new"] = JsonNode.Parse(JsonText.OfValue(change.New)),
    };
}
