using System.Security.Cryptography;
using System.Text;
using Border.ServiceDefaults.Records;
using Border.Statistics.V1;
using Border.Storage;

namespace Border.Statistics.Filters;

/// <summary>How saved filters are kept: one record each, of which nothing is fed, and which nobody looks up but its owner.</summary>
internal static class FilterKinds
{
    public const string Owner = "owner";
    public const string Order = "save_time";

    private const int NameDigits = 32;

    public static RecordKind<SavedFilter> Filters { get; } = new(
        "filters",
        filter => filter.Name,
        (filter, server) => (filter.Etag, filter.CreateTime, filter.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        Keys)
    {
        IsFed = false,
    };

    /// <summary>
    /// One document an owner, that each change of a title writes: of two at once the later one is made again, and then sees the other.
    /// </summary>
    public static RecordKind<SavedFilter> Turns { get; } = new("filter-turns", filter => filter.Name, (_, _) => { }, _ => [])
    {
        IsFed = false,
    };

    public static string NameOf(string id) => $"{Filters.Collection}/{id}";

    // An owner's id may have any characters.
    public static string TurnOf(string owner) =>
        $"{Turns.Collection}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(owner)))[..NameDigits]}";

    // One that is deleted is found by nobody.
    private static IReadOnlyList<IndexKey> Keys(SavedFilter filter) => filter.DeleteTime is not null
        ? [IndexKey.Time(Order, filter.SaveTime.ToDateTimeOffset())]
        :
        [
            IndexKey.Time(Order, filter.SaveTime.ToDateTimeOffset()),
            IndexKey.Text(Owner, filter.Owner),
            IndexKey.Text("page", filter.Page.ToString()),
        ];
}
