using System.CommandLine;
using System.Globalization;
using Border.Cli.Printing;
using Border.Field.Records;
using Border.Type.V1;
using Google.Protobuf.Reflection;

namespace Border.Cli.Field;

/// <summary>
/// What a kind of record has to say: the fields of the contract with their limits, by which the device and the server check. They come
/// with the client; the codes come with the lists.
/// </summary>
internal static class FormCommand
{
    private static readonly string[] SetByTheServer = ["name", "etag", "create_time", "update_time", "request_id"];

    public static Command Create(FieldHost host)
    {
        var kind = new Argument<string>("KIND") { Description = "What `border submit` calls it, such as registerInterception" };
        kind.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } word && SubmissionKind.Find(word) is null)
                result.AddError($"There is no kind {word}.");
        });
        var command = new Command("form", "Prints the fields of a kind of record, which of them are required, and their limits") { kind };
        host.HandleFile(command, (parsed, session, _) => Output.PrintAsync(session.Terminal, Lines(SubmissionKind.Find(parsed.GetRequiredValue(kind))!)));
        return command;
    }

    private static IEnumerable<string> Lines(SubmissionKind kind)
    {
        var table = new TextTable(TextTable.Left("field"), TextTable.Left("required"), TextTable.Left("what it may be"));
        foreach (var (path, field) in FieldsOf(kind.Request, "", []))
            table.Add(path, RuleOf(field).Required ? "yes" : "", string.Join(", ", Limits(field)));
        return table.Lines();
    }

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
        var rule = RuleOf(field);
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

    private static FieldRule RuleOf(FieldDescriptor field) => field.GetOptions()?.GetExtension(FieldExtensions.Rule) ?? new FieldRule();
}
