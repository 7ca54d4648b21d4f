using System.CommandLine;

namespace Border.Cli.Field;

/// <summary>Where a passphrase comes from: a file, the environment, or the keyboard, where it is not shown.</summary>
internal static class Passphrase
{
    public static Option<string?> Option(string name, string of) =>
        new(name) { Description = $"File whose first line is the passphrase {of}; else {Variable(name)}, else it is asked for", HelpName = "FILE" };

    public static string Read(ParseResult parsed, Option<string?> option, Terminal terminal)
    {
        if (parsed.GetValue(option) is { } path)
            return File.ReadLines(path).FirstOrDefault() ?? "";
        if (terminal.Environment(Variable(option.Name)) is { Length: > 0 } given)
            return given;
        if (Console.IsInputRedirected || !terminal.ErrorIsTerminal)
            throw CommandException.BadInput($"There is no passphrase: give {option.Name} FILE, or set {Variable(option.Name)}.");
        terminal.Error.Write("Passphrase: ");
        var typed = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else
                typed.Append(key.KeyChar);
        }

        terminal.Error.WriteLine();
        return typed.ToString();
    }

    // `--passphrase-file` is BORDER_PASSPHRASE.
    private static string Variable(string option) => $"BORDER_{option[2..^"-file".Length].Replace('-', '_').ToUpperInvariant()}";
}
