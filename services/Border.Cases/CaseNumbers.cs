using System.Globalization;
using Border.ServiceDefaults.Records;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Options;

namespace Border.Cases;

/// <summary>The numbers of cases: the unit that registers, the local year of the registration, and a count for both. Those of notices are given alike.</summary>
internal sealed class CaseNumbers(IOptions<CasesOptions> options)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone);

    /// <summary>Taken with the commit of the session, and not without it: there is no gap, and none is given twice.</summary>
    public async Task<string> NextAsync(RecordSession session, string unit, Timestamp registered)
    {
        var series = SeriesOf(unit, registered);
        var count = await session.NextNumberAsync(series);
        return string.Create(CultureInfo.InvariantCulture, $"{series}-{count:0000}");
    }

    internal string SeriesOf(string unit, Timestamp registered)
    {
        var year = TimeZoneInfo.ConvertTime(registered.ToDateTimeOffset(), _zone).Year;
        return string.Create(CultureInfo.InvariantCulture, $"{unit}-{year:0000}");
    }
}
