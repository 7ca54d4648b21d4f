using System.CommandLine;
using System.Globalization;
using Border.Field.Devices;
using Border.Field.Recording;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cli.Field;

/// <summary>Options that several commands of the field client have.</summary>
internal static class FieldOptions
{
    public static Option<string?> Patrol() => new("--patrol") { Description = "The patrol, patrols/ID; else the one that is out", HelpName = "NAME" };

    public static Option<string?> At() => new("--at") { Description = "When, such as 2021-03-01T08:00:00+08:00; else now, by the device's clock", HelpName = "TIME" };

    public static Option<double?> Latitude() => new("--lat") { Description = "Degrees north", HelpName = "DEGREES" };

    public static Option<double?> Longitude() => new("--lon") { Description = "Degrees east", HelpName = "DEGREES" };

    public static string PatrolOf(ParseResult parsed, Option<string?> option, Device device)
    {
        if (parsed.GetValue(option) is { } name)
            return name.StartsWith("patrols/", StringComparison.Ordinal) ? name : $"patrols/{name}";
        return new PatrolBook(device.Queue).Out(device.User) switch
        {
            [var only] => only.Name,
            [] => throw CommandException.BadInput("No patrol of yours is out on this device. Name one with --patrol."),
            var several => throw CommandException.BadInput($"Several are out. Name one with --patrol: {string.Join(", ", several.Select(patrol => patrol.Name))}."),
        };
    }

    public static Timestamp TimeOf(ParseResult parsed, Option<string?> option, Device device)
    {
        if (parsed.GetValue(option) is not { } text)
            return Timestamp.FromDateTimeOffset(device.Clock.Shown);
        // Without its zone a time would be read as one of the machine's.
        var hasZone = text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > "2021-03-01".Length;
        return hasZone && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? Timestamp.FromDateTimeOffset(time)
            : throw CommandException.BadInput($"{option.Name} is a time with its zone, such as 2021-03-01T08:00:00+08:00.");
    }

    public static Position? PositionOf(ParseResult parsed, Option<double?> latitude, Option<double?> longitude) =>
        (parsed.GetValue(latitude), parsed.GetValue(longitude)) switch
        {
            (null, null) => null,
            ({ } north, { } east) => new Position { Latitude = north, Longitude = east },
            _ => throw CommandException.BadInput("--lat and --lon go together."),
        };

    /// <summary>An option with the words of an enum.</summary>
    public static Option<string?> Word<T>(string name, string description)
        where T : struct, System.Enum
    {
        var option = new Option<string?>(name) { Description = description };
        option.AcceptOnlyFromAmong(EnumWords.Words<T>());
        return option;
    }

    public static T ValueOf<T>(ParseResult parsed, Option<string?> option)
        where T : struct, System.Enum => parsed.GetValue(option) is { } word ? EnumWords.ValueOf<T>(word) : default;
}
