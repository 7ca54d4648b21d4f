namespace Border.Station;

/// <summary>What the command line asks for.</summary>
internal sealed record StationArguments
{
    /// <summary>The exit code of a wrong command line, as in sysexits.h.</summary>
    public const int WrongUsage = 64;

    public const string Help = """
        A border station: all services of Border in one process, on http://127.0.0.1:5400, and the web application on
        http://127.0.0.1:5401.

        Usage: Border.Station [options] [--Section:Key=value ...]

          --demo        Load the demo, unless it is loaded, and print its bulletin
          --exit        End after that instead of serving on
          --data DIR    The folder of the databases (default: border-data)
          --lang en|zh  The language of the bulletin (default: en)
          --write-demo DIR
                        Write the demo as files for the command line into DIR, and end
          --help        Show this

        Configuration keys, such as --Storage:Engine=Postgres or --Listen:Url=http://127.0.0.1:5500, are those of the services.
        """;

    private static readonly string[] Languages = ["en", "zh"];

    public bool WithDemo { get; private set; }

    public bool Exits { get; private set; }

    public bool WantsHelp { get; private set; }

    public string? DataDirectory { get; private set; }

    public string? DemoFolder { get; private set; }

    public string Language { get; private set; } = "en";

    /// <summary>Configuration keys, as the host reads them.</summary>
    public IReadOnlyList<string> Configuration { get; private set; } = [];

    /// <summary>Why the command line is wrong; null when it is not.</summary>
    public string? Refusal { get; private set; }

    public static StationArguments Parse(IReadOnlyList<string> args)
    {
        var parsed = new StationArguments();
        var rest = new Queue<string>(args);
        while (parsed.Refusal is null && rest.TryDequeue(out var option))
            parsed.Take(option, rest);
        return parsed;
    }

    private void Take(string option, Queue<string> rest)
    {
        var (name, value) = option.IndexOf('=') is var equals and > 0 ? (option[..equals], option[(equals + 1)..]) : (option, null);
        if (name.StartsWith("--", StringComparison.Ordinal) && name.Contains(':', StringComparison.Ordinal))
            Configuration = [.. Configuration, $"{name}={Value(name, value, rest)}"];
        else if (name == "--data")
            DataDirectory = Value(name, value, rest);
        else if (name == "--write-demo")
            DemoFolder = Value(name, value, rest);
        else if (name == "--lang")
            TakeLanguage(Value(name, value, rest));
        else if (value is not null || !TakeSwitch(name))
            Refusal = $"There is no option {option}.";
    }

    private bool TakeSwitch(string name)
    {
        WithDemo |= name == "--demo";
        Exits |= name == "--exit";
        WantsHelp |= name is "--help" or "-h" or "-?";
        return name is "--demo" or "--exit" or "--help" or "-h" or "-?";
    }

    private void TakeLanguage(string language)
    {
        Language = language;
        if (Refusal is null && !Languages.Contains(language))
            Refusal = $"--lang must be en or zh, not {language}.";
    }

    private string Value(string name, string? given, Queue<string> rest)
    {
        if ((given ?? (rest.TryDequeue(out var next) ? next : "")) is { Length: > 0 } value)
            return value;
        Refusal = $"{name} needs a value.";
        return "";
    }
}
