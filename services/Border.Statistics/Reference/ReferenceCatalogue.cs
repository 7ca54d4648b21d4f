using Border.Statistics.Figures;
using Border.Statistics.Indicators;
using Border.Statistics.V1;
using Border.Storage;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Statistics.Reference;

/// <summary>
/// The indicators and areas, held in memory. Before each answer it looks for what was added to the service's own feed since,
/// by this process or another, so that it is never behind what was acknowledged.
/// </summary>
internal sealed class ReferenceCatalogue(
    [FromKeyedServices(FeedNames.Statistics)] IDocumentStore store, CountedIndicators counted, LocalDays days) : IDisposable
{
    public const string Indicators = "indicators";
    public const string Areas = "areas";

    private const int MaxEvents = 1000;

    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    private readonly SemaphoreSlim _gate = new(1);
    private readonly Dictionary<string, (DateTimeOffset Since, IndicatorDefinition Indicator)> _indicators = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KnownArea> _areas = new(StringComparer.Ordinal);
    private long? _position;
    private volatile ReferenceData _data = new(counted.All, AreaTree.Empty);

    public async Task<ReferenceData> ReadAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            var changed = _position is null && await LoadAsync(ct);
            while (await store.ReadAsync(_position!.Value, MaxEvents, ct) is { Count: > 0 } events)
            {
                foreach (var happened in events)
                    changed |= Take(happened);
                _position = events[^1].Position;
            }

            return changed ? _data = Assemble() : _data;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>One indicator; null when there is none. A definition never changes, so one that is known need not be looked for.</summary>
    public async ValueTask<IndicatorDefinition?> FindIndicatorAsync(string code, CancellationToken ct) =>
        _data.FindIndicator(code) ?? (await ReadAsync(ct)).FindIndicator(code);

    /// <summary>An area as figures name it. What an area that is known is to the nation does not change.</summary>
    public async ValueTask<string> AreaInFiguresAsync(string area, CancellationToken ct) =>
        (_data.Areas.Knows(area) ? _data : await ReadAsync(ct)).Areas.InFigures(area);

    public void Dispose() => _gate.Dispose();

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        // A load that was cut short must not leave half of it behind.
        _indicators.Clear();
        _areas.Clear();
        _position = await store.SnapshotAsync(
            [Indicators, Areas],
            (_, document) =>
            {
                if (document.Collection == Indicators)
                    Take(Parser.Parse<Indicator>(document.Body), document.CreateTime);
                else
                    Take(Parser.Parse<Area>(document.Body), document.CreateTime);
                return Task.CompletedTask;
            },
            ct);
        return true;
    }

    private bool Take(FeedEvent happened)
    {
        if (happened.Record.StartsWith($"{Indicators}/", StringComparison.Ordinal))
            Take(Any.Parser.ParseFrom(happened.State).Unpack<Indicator>(), happened.CommitTime);
        else if (happened.Record.StartsWith($"{Areas}/", StringComparison.Ordinal))
            Take(Any.Parser.ParseFrom(happened.State).Unpack<Area>(), happened.CommitTime);
        else
            return false;
        return true;
    }

    // It may be told again as it is.
    private void Take(Indicator indicator, DateTimeOffset time) => _indicators[indicator.Code] = (
        _indicators.TryGetValue(indicator.Code, out var known) ? known.Since : time, IndicatorMessages.FromMessage(indicator));

    // It may be told again with another name.
    private void Take(Area area, DateTimeOffset time) => _areas[area.Code] = new(
        area.Code, Bilingual.From(area.DisplayName), area.Kind, _areas.TryGetValue(area.Code, out var known) ? known.Since : days.Of(time));

    private ReferenceData Assemble()
    {
        var added = _indicators.Values.OrderBy(entry => entry.Since).ThenBy(entry => entry.Indicator.Code, StringComparer.Ordinal);
        return new([.. counted.All, .. added.Select(entry => entry.Indicator)], new AreaTree(_areas.Values));
    }
}
