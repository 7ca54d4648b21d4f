using System.Globalization;
using Border.Feed.V1;
using Border.Storage.Ledgers;

namespace Border.Statistics.Feeds;

/// <summary>
/// What an event is known again by. After a database was restored from a backup the same positions are given to other events,
/// which no clock can give the commit time of those that are lost too.
/// </summary>
internal static class EventMark
{
    /// <summary>The cursor when the event is the last that is folded.</summary>
    public static LedgerCursor CursorAt(Event happened) => new(happened.Position, Of(happened));

    /// <summary>False when the cursor is at the event's position, and knows another there.</summary>
    public static bool IsOf(Event happened, LedgerCursor cursor) =>
        cursor.Mark is null || happened.Position != cursor.Position || CursorAt(happened) == cursor;

    private static string Of(Event happened) => string.Create(
        CultureInfo.InvariantCulture, $"{happened.Record} {happened.Version} {happened.CommitTime.ToDateTimeOffset():yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}");
}
