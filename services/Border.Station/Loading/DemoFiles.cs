using System.Globalization;
using System.Text.Json;
using Border.Patrols.V1;
using Border.Station.Demo;
using CsvHelper;
using Google.Protobuf;

namespace Border.Station.Loading;

/// <summary>The demo as files that the command line takes: reference data in CSV and GeoJSON, submissions in JSON lines.</summary>
internal static class DemoFiles
{
    private const string Request = "Request";

    public static async Task WriteAsync(DemoData demo, string folder)
    {
        Directory.CreateDirectory(folder);
        await WriteCsvAsync(Path.Combine(folder, "areas.csv"), demo.Areas.Areas.Select(area => new
        {
            code = area.Code,
            name_en = area.DisplayName.En,
            name_zh = area.DisplayName.Zh,
            kind = Word(area.Kind),
        }));
        await WriteCsvAsync(Path.Combine(folder, "indicators.csv"), demo.Indicators.Select(request => request.Indicator).Select(indicator => new
        {
            code = indicator.Code,
            unit = indicator.Unit,
            measure = Word(indicator.Measure),
            print_qualifier = Word(indicator.PrintStyle.Qualifier),
            print_step = indicator.PrintStyle.Step,
            name_en = indicator.DisplayName.En,
            name_zh = indicator.DisplayName.Zh,
        }));
        await File.WriteAllTextAsync(Path.Combine(folder, "boundary.geojson"), GeoJson(demo.Boundary.Sections));
        await File.WriteAllLinesAsync(Path.Combine(folder, "records.jsonl"), InTurns(demo.Patrols, demo.Interceptions, demo.Cases, demo.Seizures).Concat(demo.Links).Concat(demo.Replies).Select(Line));
        var turns = demo.Custody.Select(Turn).Concat(demo.Work.Select(Turn)).Concat(demo.Persons.Select(Turn));
        foreach (var (index, turn) in turns.Index())
            await File.WriteAllLinesAsync(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"turn-{index + 1:00}-{turn.Actor}.jsonl")), turn.Requests.Select(Line));
        await WriteCsvAsync(Path.Combine(folder, "zero-reports.csv"), demo.ZeroReports.Select(request => new
        {
            indicator = request.Submit.Indicator,
            period = request.Submit.Period,
            area = request.Submit.Area,
        }));
        await File.WriteAllLinesAsync(Path.Combine(folder, "returns.jsonl"), demo.Returns.Select(Line));
    }

    // A file of one turn is submitted by its actor, when those before are stored.
    private static DemoTurn<IMessage> Turn<TRequest>(DemoTurn<TRequest> turn)
        where TRequest : IMessage => new(turn.Actor, [.. turn.Requests.Cast<IMessage>()]);

    private static async Task WriteCsvAsync<T>(string path, IEnumerable<T> rows)
    {
        await using var csv = new CsvWriter(new StreamWriter(path), CultureInfo.InvariantCulture);
        await csv.WriteRecordsAsync(rows);
    }

    private static string GeoJson(IEnumerable<BoundarySection> sections) => JsonSerializer.Serialize(new
    {
        type = "FeatureCollection",
        features = sections.Select(section => new
        {
            type = "Feature",
            properties = new { id = section.Id, area = section.Area, name_en = section.DisplayName.En, name_zh = section.DisplayName.Zh },
            geometry = new
            {
                type = "MultiLineString",
                coordinates = section.Lines.Select(line => line.Positions.Select(place => new[] { place.Longitude, place.Latitude })),
            },
        }),
    });

    /// <summary>As they come when all services are used at once; each keeps its own order.</summary>
    private static IEnumerable<IMessage> InTurns(params IEnumerable<IMessage>[] streams)
    {
        List<IEnumerator<IMessage>> open = [.. streams.Select(stream => stream.GetEnumerator())];
        while (open.Count > 0)
        {
            open.RemoveAll(stream => !stream.MoveNext());
            foreach (var stream in open)
                yield return stream.Current;
        }
    }

    // The request of the RPC RegisterCase is a RegisterCaseRequest, and a line of it {"registerCase": {…}}.
    private static string Line(IMessage envelope)
    {
        var request = (IMessage)envelope.Descriptor.Oneofs[0].Accessor.GetCaseFieldDescriptor(envelope).Accessor.GetValue(envelope);
        var rpc = request.Descriptor.Name[..^Request.Length];
        return $"{{\"{char.ToLowerInvariant(rpc[0])}{rpc[1..]}\":{JsonFormatter.Default.Format(request)}}}";
    }

    private static string Word(Enum value)
    {
        var words = value.ToString().SelectMany((letter, at) => at > 0 && char.IsUpper(letter) ? new[] { '_', letter } : [letter]);
        return string.Concat(words).ToLowerInvariant();
    }
}
