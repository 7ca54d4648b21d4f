using Google.Protobuf;

namespace Border.Cli.Printing;

/// <summary>Messages as the JSON of the contract, with zeros and empty texts shown.</summary>
internal static class JsonText
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true).WithIndentation());

    public static string Of(IMessage message) => Formatter.Format(message);
}
