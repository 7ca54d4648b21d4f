using System.Globalization;

namespace Border.Station.Demo;

/// <summary>
/// Ids of the demo's records and requests. They say that they are the demo's, and are the same at each start, so that a load
/// that was broken off is finished by loading again.
/// </summary>
internal static class DemoIds
{
    public static string Record(string kind, DateOnly day, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"demo-{kind}-{day:yyyyMMdd}-{number + 1:000}");

    /// <summary>The record that was made a second time by mistake, and is voided.</summary>
    public static string Twice(string record) => $"{record}-twice";
}
