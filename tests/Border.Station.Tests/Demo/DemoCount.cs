using Border.Cases.V1;
using Border.Patrols.V1;
using Border.Persons.V1;
using Border.Seizures.V1;
using Border.Statistics.Indicators;
using Google.Protobuf;

namespace Border.Station.Tests.Demo;

/// <summary>Counts the records of a demo by the rules of Statistics.</summary>
internal sealed class DemoCount
{
    private static readonly CountedIndicators Indicators =
        new(OffenceGroups.ReadBuiltIn(), new LocalDays(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")));

    private readonly Dictionary<(string Indicator, DateOnly Day), decimal> _sums = [];

    public DemoCount(DemoBooks books)
    {
        Add("patrols", books.Of<Patrol>());
        Add("persons", books.Of<Interception>());
        Add("cases", books.Of<Case>());
        Add("cases", books.Of<Notice>());
        Add("seizures", books.Of<Seizure>());
    }

    public decimal FirstHalf(int year, string indicator) => (
        from sum in _sums
        where sum.Key.Indicator == indicator && sum.Key.Day.Year == year && sum.Key.Day.Month <= 6
        select sum.Value).Sum();

    public IEnumerable<DateOnly> DaysOf(string indicator) =>
        from sum in _sums where sum.Key.Indicator == indicator && sum.Value != 0 select sum.Key.Day;

    public decimal On(string indicator, DateOnly day) => _sums.GetValueOrDefault((indicator, day));

    private void Add(string feed, IEnumerable<IMessage> records)
    {
        foreach (var line in records.SelectMany(record => Indicators.Count(feed, record)))
            _sums[(line.Series, line.Start)] = _sums.GetValueOrDefault((line.Series, line.Start)) + line.Amount;
    }
}
