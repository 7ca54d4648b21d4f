using Border.Storage.Migrations;
using Border.Testing;

namespace Border.Storage.Tests;

/// <summary>A database as an earlier version left it.</summary>
internal static class EarlierDatabase
{
    /// <param name="steps">So many of the steps of the schema were done.</param>
    public static async Task CreateAsync(StoragePlace place, int steps, string schema = "Documents")
    {
        await Tampering.CreateAsync(place);
        foreach (var script in MigrationScript.Of($"{schema}.{place.Options.Engine}").Take(steps))
        {
            await Tampering.RunAsync(place, script.Sql);
            await Tampering.RunAsync(place, $"insert into migration values ('{script.Set}', {script.Number}, '{script.Name}', 0)");
        }
    }
}
