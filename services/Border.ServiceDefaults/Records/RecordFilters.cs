using Border.Storage;
using Google.Protobuf.WellKnownTypes;

namespace Border.ServiceDefaults.Records;

/// <summary>Gathers the filters of a list request; those that are not set do not filter.</summary>
public sealed class RecordFilters
{
    private readonly List<KeyFilter> filters = [];

    public IReadOnlyList<KeyFilter> All => filters;

    public RecordFilters Text(string field, string value)
    {
        if (value.Length > 0)
            filters.Add(new KeyFilter.TextEquals(field, value));
        return this;
    }

    /// <summary>A text that few records share, such as the name of another record.</summary>
    public RecordFilters Lookup(string field, string value)
    {
        if (value.Length > 0)
            filters.Add(new KeyFilter.TextLookup(field, value));
        return this;
    }

    /// <summary>An enum value; its zero does not filter.</summary>
    public RecordFilters Choice<TEnum>(string field, TEnum value)
        where TEnum : struct, System.Enum
    {
        if (!value.Equals(default(TEnum)))
            filters.Add(new KeyFilter.TextEquals(field, value.ToString()));
        return this;
    }

    /// <summary>An area and all below it.</summary>
    public RecordFilters Area(string field, string area)
    {
        if (area.Length > 0)
            filters.Add(new KeyFilter.TextUnder(field, area));
        return this;
    }

    public RecordFilters Time(string field, Timestamp? from, Timestamp? before)
    {
        if (from is not null || before is not null)
            filters.Add(new KeyFilter.NumberRange(field, MicrosOf(from), MicrosOf(before)));
        return this;
    }

    private static long? MicrosOf(Timestamp? time) => time is null ? null : Micros.From(time.ToDateTimeOffset());
}
