using System.Globalization;
using Border.Seizures.V1;
using Border.Statistics.V1;

namespace Border.Station.Demo;

/// <summary>Provinces that say that no drug den was destroyed there in a month; as many others are silent.</summary>
internal static class DemoZeroReports
{
    private const string Indicator = "drug_dens_destroyed";

    public static IEnumerable<SubmitZeroReportsRequest> Requests(DemoTargets targets)
    {
        var counted = Counted(targets).ToHashSet();
        return from area in DemoAreas.Known.Import.Areas
               where area.Kind == AreaKind.Region
               from month in Enumerable.Range(1, 6)
               where !counted.Contains((area.Code, month)) && Dice.For($"zero report {area.Code}", default, month).Chance(50)
               let period = string.Create(CultureInfo.InvariantCulture, $"2021-{month:00}")
               select new SubmitZeroReportsRequest
               {
                   Submit = new() { Indicator = Indicator, Period = period, Area = area.Code, RequestId = $"demo-zero-{area.Code}-{period}" },
               };
    }

    private static IEnumerable<(string Area, int Month)> Counted(DemoTargets targets)
    {
        var (kind, days) = (SeizureKind.Of(targets)[0], DemoDays.Field2021);
        return from index in Enumerable.Range(0, days.Count)
               let before = days.Before(kind.Count, index)
               from number in Enumerable.Range(0, days.On(kind.Count, index))
               let record = DemoSeizures.Settled(kind, days.Day(index), number, before + number)
               where record.Venues.Any(venue => venue.Kind == VenueKind.DrugDen)
               select (record.Area.Split('.')[0], days.Day(index).Month);
    }
}
