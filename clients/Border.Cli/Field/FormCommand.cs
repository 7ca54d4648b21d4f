using System.CommandLine;
using System.Globalization;
using Border.Cli.Commands;
using Border.Cli.Printing;
using Border.Field.Recording;
using Border.Field.Records;
using Border.Patrols.V1;
using Border.ServiceDefaults.Records;
using Border.ServiceDefaults.Validation;
using Border.Type.V1;
using Google.Protobuf.Reflection;

namespace Border.Cli.Field;

/// <summary>
/// What a kind of record has to say: what the form of the agency asks, in its order, and then what else the contract requires; or all fields of
/// the contract with their limits, by which the device and the server check. Those come with the client, the form with the lists.
/// </summary>
internal static class FormCommand
{
    private static readonly string[] SetByTheServer = ["name", "etag", "create_time", "update_time", "request_id", "form_version"];

    public static Command Create(FieldHost host)
    {
        var kind = new Argument<string>("KIND") { Description = "What `border submit` calls it, such as registerInterception" };
        kind.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } word && SubmissionKind.Find(word) is null)
                result.AddError($"There is no kind {word}.");
        });
        var language = CommandOptions.Language();
        var all = new Option<bool>("--all") { Description = "All fields of the contract, whatever the form of the agency asks" };
        var command = new Command("form", "Prints what a record of a kind is asked for, what of it is required, and its limits") { kind, language, all };
        host.HandleAlways(command, (parsed, session, device, _) =>
        {
            var request = SubmissionKind.Find(parsed.GetRequiredValue(kind))!.Request;
            var form = parsed.GetValue(all) ? null : new AgencyCheck(device.Lists).FormOf(request);
            return Output.PrintAsync(session.Terminal, form is null ? Lines(request) : Lines(request, form, parsed.GetValue(language) == CommandOptions.Chinese));
        });
        return command;
    }

    private static IEnumerable<string> Lines(MessageDescriptor request)
    {
        var table = new TextTable(TextTable.Left("field"), TextTable.Left("required"), TextTable.Left("what it may be"));
        foreach (var (path, field) in FieldsOf(request, "", []))
            table.Add(path, FieldChecks.RuleOf(field).Required ? "yes" : "", string.Join(", ", Limits(field)));
        return table.Lines();
    }

    private static IEnumerable<string> Lines(MessageDescriptor request, Form form, bool isChinese)
    {
        var table = new TextTable(TextTable.Left("asked"), TextTable.Left("field"), TextTable.Left("required"), TextTable.Left("what it may be"));
        foreach (var asked in form.Fields)
        {
            // A newer contract may have fields that this client does not know.
            if (FormFields.Find(request, asked.Path) is { } field)
                table.Add(isChinese ? asked.Label.Zh : asked.Label.En, asked.Path, asked.IsRequired || FieldChecks.RuleOf(field).Required ? "yes" : "", string.Join(", ", Limits(field)));
        }

        foreach (var (path, field) in FieldsOf(request, "", []).Where(each => FieldChecks.RuleOf(each.Field).Required && !IsAsked(form, each.Path)))
            table.Add("", path, "yes", string.Join(", ", Limits(field)));
        return [string.Create(CultureInfo.InvariantCulture, $"{form.Code}, version {form.Version}"), .. table.Lines()];
    }

    private static bool IsAsked(Form form, string path) => form.Fields.Any(asked => asked.Path == path.Replace("[]", "", StringComparison.Ordinal));

    // A message within itself has no end.
    private static IEnumerable<(string Path, FieldDescriptor Field)> FieldsOf(MessageDescriptor type, string before, MessageDescriptor[] above) =>
        type.Fields.InDeclarationOrder().Where(field => !SetByTheServer.Contains(field.Name)).SelectMany(field =>
        {
            var path = $"{before}{field.Name}{(field.IsRepeated ? "[]" : "")}";
            return Contract.IsCompound(field) && !above.Contains(field.MessageType)
                ? FieldsOf(field.MessageType, $"{path}.", [.. above, field.MessageType]).Prepend((path, field))
                : [(path, field)];
        });

    private static IEnumerable<string> Limits(FieldDescriptor field)
    {
        var rule = FieldChecks.RuleOf(field);
        if (field.FieldType == FieldType.Enum)
            yield return string.Join(" | ", field.EnumType.Values.Skip(1).Select(value => value.Name));
        else
            yield return field.FieldType == FieldType.Message ? field.MessageType.Name : field.FieldType.ToString().ToLowerInvariant();
        if (rule.Format != TextFormat.Unspecified)
            yield return EnumWords.WordOf(rule.Format);
        if (rule.MaxLength > 0)
            yield return $"up to {rule.MaxLength} {(field.FieldType == FieldType.Bytes ? "bytes" : "characters")}";
        if (field.IsRepeated && rule.MaxItems > 0)
            yield return $"up to {rule.MaxItems}";
        if (rule.Range is { } range)
            yield return string.Create(CultureInfo.InvariantCulture, $"{range.Min} to {range.Max}");
        if (rule.Past)
            yield return "not in the future";
    }
}
