using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Border.ServiceDefaults.Validation;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cli.Records;

/// <summary>A field of a list's request as an option: `register_time_from` is `--register-time-from`.</summary>
internal sealed class RequestFilter
{
    private static readonly string[] OfPaging = ["page_size", "page_token"];

    private readonly FieldDescriptor _field;
    private readonly IReadOnlyDictionary<string, string> _words;

    private RequestFilter(FieldDescriptor field, IReadOnlySet<string> taken)
    {
        _field = field;
        _words = WordsOf(field);
        var name = $"--{field.Name.Replace('_', '-')}";
        Option = new Option<string?>(taken.Contains(name) ? $"--with-{name[2..]}" : name)
        {
            Description = DescriptionOf(field),
            HelpName = HelpNameOf(field),
            Required = FieldChecks.RuleOf(field).Required,
        };
        if (_words.Count > 0 && !field.IsRepeated)
            Option.AcceptOnlyFromAmong([.. _words.Keys]);
    }

    public Option<string?> Option { get; }

    /// <param name="request">The request of the list.</param>
    /// <param name="taken">Options that mean something else.</param>
    public static IEnumerable<RequestFilter> Of(MessageDescriptor request, IReadOnlySet<string> taken) => request.Fields.InDeclarationOrder()
        .Where(field => !OfPaging.Contains(field.Name) && (field.FieldType != FieldType.Message || IsTime(field)))
        .Select(field => new RequestFilter(field, taken));

    /// <summary>The request with all that the options say.</summary>
    public static IMessage Fill(MessageDescriptor request, IEnumerable<RequestFilter> filters, ParseResult parsed, TimeProvider time)
    {
        var json = new JsonObject();
        foreach (var filter in filters)
        {
            if (parsed.GetValue(filter.Option) is { } text)
                json[filter._field.JsonName] = filter.ValueOf(text, time);
        }

        try
        {
            return JsonParser.Default.Parse(json.ToJsonString(), request);
        }
        catch (InvalidProtocolBufferException wrong)
        {
            throw CommandException.BadInput($"A filter has no value of its kind: {wrong.Message}");
        }
    }

    private JsonNode ValueOf(string text, TimeProvider time)
    {
        if (_field.IsRepeated)
            return new JsonArray([.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(item => OneOf(item, time))]);
        return OneOf(text, time);
    }

    private JsonNode OneOf(string text, TimeProvider time) => _field.FieldType switch
    {
        FieldType.Message => TimeOf(text, time),
        FieldType.Enum => _words.GetValueOrDefault(text) ?? throw CommandException.BadInput($"{Option.Name} is one of {string.Join(", ", _words.Keys)}."),
        FieldType.Bool => bool.TryParse(text, out var flag) ? flag : throw CommandException.BadInput($"{Option.Name} is true or false."),
        _ => text,
    };

    // A day is the midnight with which it begins where the user is.
    private string TimeOf(string text, TimeProvider time)
    {
        if (DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return new DateTimeOffset(day, time.LocalTimeZone.GetUtcOffset(day)).ToString("O", CultureInfo.InvariantCulture);
        string[] forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];
        var isTime = DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment);
        return isTime && (text.EndsWith('Z') || text.AsSpan(10).ContainsAny('+', '-'))
            ? moment.ToString("O", CultureInfo.InvariantCulture)
            : throw CommandException.BadInput($"{Option.Name} is a day such as 2021-03-01, or a time such as 2021-03-01T08:00:00+08:00.");
    }

    private static bool IsTime(FieldDescriptor field) => !field.IsRepeated && field.MessageType.FullName == Timestamp.Descriptor.FullName;

    // The words of an enum are the name by themselves.
    private static string? HelpNameOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Enum => null,
        FieldType.Message => "TIME",
        FieldType.Bool => "true|false",
        _ => "VALUE",
    };

    private static string DescriptionOf(FieldDescriptor field) => field switch
    {
        { FieldType: FieldType.Message } => "A day, from its midnight on this machine, or a time such as 2021-03-01T08:00:00+08:00",
        { Name: "order_by" } => "A field to order by, with desc for the greatest first, such as 'plan_time desc'",
        { IsRepeated: true } => $"Only these {field.Name.Replace('_', ' ')}, separated by commas",
        { FieldType: FieldType.Bool } => $"Only where '{field.Name.Replace('_', ' ')}' is true, or is not",
        _ => $"Only with this {field.Name.Replace('_', ' ')}",
    };

    // `solved` for CASE_STATE_SOLVED.
    private static Dictionary<string, string> WordsOf(FieldDescriptor field) => field.FieldType != FieldType.Enum
        ? []
        : field.EnumType.Values.Where(value => value.Number != 0).ToDictionary(
            value => EnumWords.WordOf((System.Enum)System.Enum.ToObject(field.EnumType.ClrType, value.Number)), value => value.Name);
}
