using System.Security.Cryptography;
using Border.Field.Lists;
using Border.Field.Queue;

namespace Border.Field.Devices;

/// <summary>A device in the hands of one officer who has signed in.</summary>
internal sealed class Device : IDisposable
{
    private const string IdSetting = "device_id";
    private const string KeySetting = "signing_key";
    private const string RevokedSetting = "revoked_at";
    private const string KeyPlace = "setting/signing_key";

    private readonly DeviceFile _file;
    private readonly DataKey _key;

    private Device(DeviceFile file, DataKey key, string user, TimeProvider time)
    {
        (_file, _key, User) = (file, key, user);
        Users = new DeviceUsers(file);
        Clock = new DeviceClock(file, time);
        Queue = new EntryQueue(file, key, Clock);
        Attachments = new AttachmentStore(file, key, Clock);
        Lists = new DeviceLists(file, Clock);
    }

    /// <summary>Made once, at random: it is the device's name in tracks and in files that it exports.</summary>
    public string Id => Setting(IdSetting)!;

    public string User { get; }

    public DeviceUsers Users { get; }

    public DeviceClock Clock { get; }

    public EntryQueue Queue { get; }

    public AttachmentStore Attachments { get; }

    public DeviceLists Lists { get; }

    /// <summary>The unit that uses it, and its area; empty where that was not said.</summary>
    public (string Unit, string Area) Home => (Setting("unit") ?? "", Setting("area") ?? "");

    /// <summary>It was told that it is revoked. It stays so.</summary>
    public bool IsRevoked => Setting(RevokedSetting) is not null;

    /// <summary>The token with which this user's calls are made; null without one.</summary>
    public string? TokenOf(string user) => Users.TokenOf(user, _key);

    public void KeepToken(string? token) => Users.KeepToken(User, token, _key);

    /// <summary>Whether it has users: making it may have been broken off.</summary>
    public static bool IsMade(string path)
    {
        if (!File.Exists(path))
            return false;
        using var file = DeviceFile.Open(path, create: false);
        return new DeviceUsers(file).Names.Count > 0;
    }

    /// <summary>Makes a device with its first user.</summary>
    public static Device Make(string path, string user, string passphrase, TimeProvider time, int iterations = DeviceUsers.Iterations)
    {
        var file = DeviceFile.Open(path, create: true);
        try
        {
            var key = file.InOne(() =>
            {
                if (new DeviceUsers(file).Names.Count > 0)
                    throw new DeviceException("The device has users already. One of them enrols others.");
                var made = DataKey.New();
                new DeviceUsers(file).Enrol(user, passphrase, made, time.GetUtcNow(), iterations);
                using var signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
                file.Run("insert into setting values (?1, ?2)", IdSetting, $"d-{RandomNumberGenerator.GetHexString(16, lowercase: true)}");
                file.Run("insert into setting values (?1, ?2)", KeySetting, made.Seal(signing.ExportPkcs8PrivateKey(), KeyPlace));
                return made;
            });
            return new Device(file, key, user, time);
        }
        catch (Exception)
        {
            file.Dispose();
            throw;
        }
    }

    public static Device SignIn(string path, string user, string passphrase, TimeProvider time)
    {
        var file = DeviceFile.Open(path, create: false);
        try
        {
            return new Device(file, new DeviceUsers(file).SignIn(user, passphrase), user, time);
        }
        catch (Exception)
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Lets somebody else use the device too.</summary>
    public void Enrol(string name, string passphrase, int iterations = DeviceUsers.Iterations) =>
        Users.Enrol(name, passphrase, _key, Clock.GetUtcNow(), iterations);

    public void SetHome(string? unit, string? area) => _file.InOne(() =>
    {
        foreach (var (name, value) in new[] { ("unit", unit), ("area", area) })
        {
            if (value is not null)
                Set(name, value);
        }
    });

    /// <summary>
    /// It was lost, or is not trusted any more. All that it was given is wiped: what it received, whatever its age, the server's
    /// versions of records, and every officer's token. What was never sent stays, sealed as it is, since nobody else has it.
    /// </summary>
    public void Revoke()
    {
        _file.InOne(() =>
        {
            Set(RevokedSetting, Micros.Of(Clock.GetUtcNow()).ToString(System.Globalization.CultureInfo.InvariantCulture));
            Users.RemoveTokens();
            RemoveBefore(DateTimeOffset.MaxValue);
        });
        EmptyLog();
    }

    /// <exception cref="DeviceException">It was revoked.</exception>
    public void DemandNotRevoked()
    {
        if (IsRevoked)
            throw new DeviceException(
                "This device was revoked, and records nothing any more. What was never sent is still on it: `border field export` writes it into a file for a supervisor.");
    }

    /// <exception cref="DeviceException">The server has not answered this user for longer than the device may be used without it.</exception>
    public void DemandRecentContact(TimeSpan limit)
    {
        if (Clock.NoteLatest() - Users.LastContact(User) > limit)
            throw new DeviceException(
                $"{User} was last in contact with the server more than {limit.TotalDays:0.#} days ago. `border field sync` lets you go on; what is recorded is safe.");
    }

    /// <summary>Signs as this device. Who has its public key can tell.</summary>
    public ECDsa SigningKey()
    {
        var box = _file.Read("select value from setting where name = ?1", row => (byte[])row[0], KeySetting)[0];
        var signing = ECDsa.Create();
        signing.ImportPkcs8PrivateKey(_key.Open(box, KeyPlace), out _);
        return signing;
    }

    /// <summary>Counts on from 1, for ever.</summary>
    public long NextNumber(string counter) => _file.InOne(() =>
    {
        _file.Run("insert into setting values (?1, 1) on conflict (name) do update set value = value + 1", counter);
        return _file.Read("select value from setting where name = ?1", row => row.GetInt64(0), counter)[0];
    });

    /// <summary>Removes what is about people from all that was settled, or read from the server, before a time. Names, etags and times stay.</summary>
    /// <returns>How many records it was removed from.</returns>
    public int RemoveSettledBefore(DateTimeOffset time)
    {
        var removed = _file.InOne(() => RemoveBefore(time));
        if (removed > 0)
            EmptyLog();
        return removed;
    }

    /// <summary>Lets the file grow to so many pages, or not at all beyond those that it has.</summary>
    public void LimitPages(int pages) => _file.Read($"pragma max_page_count = {(pages == 0 ? 1 : pages)}", row => row.GetInt64(0));

    public T InOne<T>(Func<T> work) => _file.InOne(work);

    private int RemoveBefore(DateTimeOffset time) => Queue.RemoveBodies(time) + Queue.RemoveTheirs(time) + Attachments.RemoveParts(time, Queue.AttachmentsOfUnsent);

    // What was overwritten must not stay in the log either. SQLite does not wait here for another program that uses the file.
    private void EmptyLog()
    {
        if (!SpinWait.SpinUntil(() => _file.Read("pragma wal_checkpoint(truncate)", row => row.GetInt32(0)) is [0], DeviceFile.LockWait))
            throw new DeviceException("Another program uses the device's file. What was removed from it is still in its log.");
    }

    private string? Setting(string name) =>
        _file.Read("select value from setting where name = ?1", row => row.GetString(0), name) is [var value] ? value : null;

    private void Set(string name, string value) =>
        _file.Run("insert into setting values (?1, ?2) on conflict (name) do update set value = ?2", name, value);

    public void Dispose()
    {
        _key.Dispose();
        _file.Dispose();
    }
}
