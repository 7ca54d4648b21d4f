using Border.Field.Devices;
using Google.Protobuf;

namespace Border.Field.Lists;

/// <summary>A list as the device has it.</summary>
internal sealed record GivenList(string Name, string Etag, DateTimeOffset GivenAt, DateTimeOffset CheckedAt);

/// <summary>The lists of reference data on a device. What it once had it keeps until there is a newer one.</summary>
internal sealed class DeviceLists(DeviceFile file, DeviceClock clock)
{
    public IReadOnlyList<GivenList> All() => file.Read(
        "select name, etag, given_at, checked_at from list order by name",
        row => new GivenList(row.GetString(0), row.GetString(1), Micros.Time(row.GetInt64(2)), Micros.Time(row.GetInt64(3))));

    public GivenList? Find(string name) => All().FirstOrDefault(list => list.Name == name);

    /// <summary>What the list holds; null when the server has not given it yet.</summary>
    public IReadOnlyList<IMessage>? Entries(VersionedList list) =>
        file.Read("select body from list where name = ?1", row => (byte[])row[0], list.Name) is [var body] ? list.EntriesIn(body) : null;

    /// <summary>Whether a code is in a list; null when the server has not given it yet.</summary>
    public bool? Has(string name, string code) =>
        Entries(VersionedList.All.Single(list => list.Name == name))?.Any(entry => VersionedList.CodeOf(entry) == code);

    /// <param name="body">Null when the version is the one that the device has.</param>
    public void Keep(string name, string etag, byte[]? body)
    {
        var now = Micros.Of(clock.Shown);
        if (body is null)
            file.Run("update list set checked_at = ?2 where name = ?1", name, now);
        else
            file.Run(
                """
                insert into list values (?1, ?2, ?3, ?4, ?4)
                on conflict (name) do update set etag = ?2, body = ?3, given_at = ?4, checked_at = ?4
                """,
                name, etag, body, now);
    }
}
