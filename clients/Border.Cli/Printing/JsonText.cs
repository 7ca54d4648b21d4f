using Border.Cli.Records;
using Google.Protobuf;

namespace Border.Cli.Printing;

/// <summary>Messages as the JSON of the contract, with zeros and empty texts shown.</summary>
internal static class JsonText
{
    private static readonly JsonFormatter InOneLine =
        new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true).WithTypeRegistry(Contract.Types));

    private static readonly JsonFormatter Indented =
        new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true).WithTypeRegistry(Contract.Types).WithIndentation());

    public static string Of(IMessage message) => Indented.Format(message);

    public static string LineOf(IMessage message) => InOneLine.Format(message);

    /// <summary>Any value that a field can have; `null` when there is none.</summary>
    public static string OfValue(object? value)
    {
        using var text = new StringWriter();
        InOneLine.WriteValue(text, value);
        return text.ToString();
    }
}
