using System.Collections.Concurrent;
using Border.Storage.Ledgers;
using Npgsql;

namespace Border.Storage.Postgres;

/// <summary>
/// The numbers of places. Places are made outside of the folds that need them: one that is never used does no harm, and a
/// number once seen stays true.
/// </summary>
internal sealed class PostgresPlaces(PostgresDatabase database)
{
    private readonly ConcurrentDictionary<LedgerPlace, int> known = new();

    /// <summary>Forgets all numbers: the database may have been put back to an earlier state.</summary>
    public void Forget() => known.Clear();

    /// <returns>The number of each place.</returns>
    public async Task<int[]> FindAsync(IReadOnlyList<LedgerPlace> places, CancellationToken ct)
    {
        var ids = new int[places.Count];
        if (TryFind(places, ids, out var missing))
            return ids;
        await using var connection = await database.OpenAsync(ct);
        await LearnAsync(connection, missing, ct);
        if (TryFind(places, ids, out missing))
            return ids;
        await MakeAsync(connection, missing, ct);
        await LearnAsync(connection, missing, ct);
        return TryFind(places, ids, out missing) ? ids : throw new InvalidOperationException($"{missing.Length} places were made and not found.");
    }

    private bool TryFind(IReadOnlyList<LedgerPlace> places, int[] ids, out LedgerPlace[] missing)
    {
        var unknown = new HashSet<LedgerPlace>();
        for (var i = 0; i < ids.Length; i++)
        {
            if (!known.TryGetValue(places[i], out ids[i]))
                unknown.Add(places[i]);
        }

        missing = [.. unknown];
        return missing.Length == 0;
    }

    private async Task LearnAsync(NpgsqlConnection connection, LedgerPlace[] places, CancellationToken ct)
    {
        await using var command = Command(
            connection,
            "select id, series, parent, area, category from place join unnest($1, $2, $3, $4) p (series, parent, area, category)"
            + " using (series, parent, area, category)",
            places);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            known[new(reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4))] = reader.GetInt32(0);
    }

    private static async Task MakeAsync(NpgsqlConnection connection, LedgerPlace[] places, CancellationToken ct)
    {
        // Sorted, so that two that make the same places do not wait for each other.
        await using var command = Command(
            connection,
            "insert into place (series, parent, area, category) select * from unnest($1, $2, $3, $4) p (series, parent, area, category)"
            + " order by series collate \"C\", parent collate \"C\", area collate \"C\", category collate \"C\" on conflict do nothing",
            places);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, LedgerPlace[] places)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new() { Value = Array.ConvertAll(places, place => place.Series) });
        command.Parameters.Add(new() { Value = Array.ConvertAll(places, place => place.Parent) });
        command.Parameters.Add(new() { Value = Array.ConvertAll(places, place => place.Area) });
        command.Parameters.Add(new() { Value = Array.ConvertAll(places, place => place.Category) });
        return command;
    }
}
