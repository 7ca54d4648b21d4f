using System.Globalization;
using Border.Storage;

namespace Border.Testing;

/// <summary>What somebody who has the database of a service alone can read in it.</summary>
public static class StoredRows
{
    /// <returns>How many versions, events and keys have a text in them.</returns>
    public static async Task<long> WithAsync(StoragePlace place, string service, string text)
    {
        var (body, state) = place.Options.Engine == StorageEngineKind.Sqlite ? ("body", "cast(state as text)") : ("body::text", "encode(state, 'escape')");
        var count = await Tampering.ScalarAsync(
            place,
            $"select (select count(*) from history where {body} || reason like '%{text}%') + (select count(*) from event where {state} like '%{text}%')"
            + $" + (select count(*) from text_key where value like '%{text}%')",
            service);
        return Convert.ToInt64(count, CultureInfo.InvariantCulture);
    }
}
