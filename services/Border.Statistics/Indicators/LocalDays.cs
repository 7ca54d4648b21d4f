using Google.Protobuf.WellKnownTypes;

namespace Border.Statistics.Indicators;

/// <summary>Days as the agency's calendar has them: local dates of one time zone.</summary>
internal sealed class LocalDays(TimeZoneInfo zone)
{
    public DateOnly Of(Timestamp time) => Of(time.ToDateTimeOffset());

    public DateOnly Of(DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);
}
