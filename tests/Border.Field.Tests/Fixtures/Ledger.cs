using Border.Field.Devices;
using Border.Field.Queue;

namespace Border.Field.Tests.Fixtures;

/// <summary>Compares what a device was told with what the server holds.</summary>
internal static class Ledger
{
    /// <summary>Every record that a device was told is there, and nothing else; each was written as often as the device was told.</summary>
    public static async Task AssertAgreesAsync(FieldServer server, params Device[] devices)
    {
        var told = ToldTo(devices);

        Assert.Equal(told.OrderBy(record => record.Key), (await server.RecordsAsync()).OrderBy(record => record.Key));
    }

    /// <summary>The records that devices were told are stored, each with how often it was written.</summary>
    public static IReadOnlyDictionary<string, long> ToldTo(params Device[] devices) =>
        devices.SelectMany(device => device.Users.Names.SelectMany(user => device.Queue.Of(user)))
            .Where(entry => entry.State == EntryState.Received && !entry.Name.StartsWith("tracks/", StringComparison.Ordinal))
            .GroupBy(entry => entry.Name).ToDictionary(record => record.Key, record => (long)record.Count());
}
