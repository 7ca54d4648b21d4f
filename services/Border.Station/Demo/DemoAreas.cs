using System.Globalization;
using Border.Statistics.V1;
using Border.Type.V1;

namespace Border.Station.Demo;

/// <summary>A station at which events of the demo happen.</summary>
/// <param name="Neighbours">The countries that its province borders on by land; none on the coast.</param>
internal sealed record DemoStation(
    string Code, IReadOnlyList<string> Neighbours, IReadOnlyList<DemoStation> Province, double Latitude, double Longitude)
{
    public string PatrolUnit(Dice dice) => $"{Code}-P{dice.Between(1, 3).ToString(CultureInfo.InvariantCulture)}";

    public string CaseUnit => $"{Code}-C1";

    public DemoStation Colleague(Dice dice) => dice.Of(Province);

    public Position Near(Dice dice) => new()
    {
        Latitude = Math.Round(Latitude + ((dice.Below(2001) - 1000) * 0.00004), 5),
        Longitude = Math.Round(Longitude + ((dice.Below(2001) - 1000) * 0.00004), 5),
        AccuracyMeters = dice.Between(3, 60),
    };
}

/// <summary>
/// The areas of the demo: border and coastal provinces by their real division codes, with sectors and stations that are
/// numbered and not real.
/// </summary>
internal sealed class DemoAreas
{
    private readonly List<Area> _areas = [];
    private readonly List<(DemoStation Station, int Weight)> _stations = [];
    private readonly Dictionary<string, DemoStation> _byCode;
    private readonly Weighted<DemoStation> _any;
    private readonly Weighted<DemoStation> _onLand;

    private DemoAreas(IEnumerable<IReadOnlyDictionary<string, string>> provinces)
    {
        foreach (var province in provinces)
            AddProvince(province);
        _byCode = _stations.ToDictionary(place => place.Station.Code, place => place.Station);
        _any = new(_stations);
        _onLand = new([.. _stations.Where(place => place.Station.Neighbours.Count > 0)]);
    }

    public static DemoAreas Known { get; } = new(DemoTable.Read("provinces.csv"));

    public ImportAreasRequest Import => new() { Areas = { _areas }, RequestId = "demo-areas" };

    public IEnumerable<DemoStation> Stations => _stations.Select(place => place.Station);

    /// <param name="code">That of a station.</param>
    public DemoStation Of(string code) => _byCode[code];

    public DemoStation Any(Dice dice) => _any.Roll(dice);

    public DemoStation OnLand(Dice dice) => _onLand.Roll(dice);

    private void AddProvince(IReadOnlyDictionary<string, string> row)
    {
        var code = row["code"];
        Add(code, AreaKind.Region, row["name_en"], row["name_zh"]);
        List<DemoStation> stations = [];
        for (var sector = 1; sector <= Number(row, "sectors"); sector++)
            AddSector(row, $"{code}.{sector:00}", stations);
    }

    private void AddSector(IReadOnlyDictionary<string, string> province, string sector, List<DemoStation> stations)
    {
        Add(sector, AreaKind.Sector, $"Sector {sector}", $"{sector}管段");
        for (var number = 1; number <= Number(province, "stations"); number++)
        {
            var station = Station(province, $"{sector}.{number:00}", stations);
            Add(station.Code, AreaKind.Station, $"Station {station.Code}", $"{station.Code}站");
            stations.Add(station);
            _stations.Add((station, Number(province, "weight") * Dice.For(station.Code, default, 0).Between(5, 30)));
        }
    }

    private static DemoStation Station(IReadOnlyDictionary<string, string> province, string code, List<DemoStation> colleagues)
    {
        var dice = Dice.For(code, default, 1);
        return new(
            code,
            province["neighbours"].Split(' ', StringSplitOptions.RemoveEmptyEntries),
            colleagues,
            Between(province, "south", "north", dice),
            Between(province, "west", "east", dice));
    }

    private void Add(string code, AreaKind kind, string en, string zh) =>
        _areas.Add(new() { Code = code, Kind = kind, DisplayName = new() { En = en, Zh = zh } });

    private static int Number(IReadOnlyDictionary<string, string> row, string column) =>
        int.Parse(row[column], CultureInfo.InvariantCulture);

    private static double Between(IReadOnlyDictionary<string, string> row, string from, string to, Dice dice)
    {
        var (low, high) = (double.Parse(row[from], CultureInfo.InvariantCulture), double.Parse(row[to], CultureInfo.InvariantCulture));
        return low + ((high - low) * dice.Below(1001) / 1000);
    }
}
