using System.Security.Cryptography;

namespace Border.Field.Devices;

/// <summary>Who may use the device, and how the key of what it keeps is had from their passphrases.</summary>
internal sealed class DeviceUsers(DeviceFile file)
{
    /// <summary>As OWASP advises for PBKDF2 with SHA-256.</summary>
    public const int Iterations = 600_000;

    public const int ShortestPassphrase = 8;

    private const int SaltBytes = 16;

    public IReadOnlyList<string> Names => file.Read("select name from user order by name", row => row.GetString(0));

    /// <summary>Lets somebody use the device; a second time with another passphrase changes it.</summary>
    public void Enrol(string name, string passphrase, DataKey key, DateTimeOffset now, int iterations = Iterations)
    {
        if (passphrase.Length < ShortestPassphrase)
            throw new DeviceException($"A passphrase has at least {ShortestPassphrase} characters.");
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        using var own = DataKey.Of(passphrase, salt, iterations);
        file.Run(
            """
            insert into user (name, salt, iterations, wrapped_key, contact_at) values (?1, ?2, ?3, ?4, ?5)
            on conflict (name) do update set salt = ?2, iterations = ?3, wrapped_key = ?4
            """,
            name, salt, iterations, key.WrapUnder(own, PlaceOf(name)), Micros.Of(now));
    }

    /// <returns>The key of what the device keeps.</returns>
    /// <exception cref="DeviceException">No such user, or another passphrase: which of them is not told.</exception>
    public DataKey SignIn(string name, string passphrase)
    {
        var rows = file.Read(
            "select salt, iterations, wrapped_key from user where name = ?1",
            row => (Salt: (byte[])row[0], Iterations: row.GetInt32(1), Key: (byte[])row[2]),
            name);
        // As slow for a name that is not there.
        using var own = DataKey.Of(passphrase, rows.Count == 1 ? rows[0].Salt : new byte[SaltBytes], rows.Count == 1 ? rows[0].Iterations : Iterations);
        try
        {
            return rows.Count == 1 ? DataKey.Unwrap(rows[0].Key, own, PlaceOf(name)) : throw new CryptographicException();
        }
        catch (CryptographicException)
        {
            throw new DeviceException("The user or the passphrase is not right.");
        }
    }

    public DateTimeOffset LastContact(string name) => Micros.Time(file.Read("select contact_at from user where name = ?1", row => row.GetInt64(0), name)[0]);

    /// <summary>The server answered a call of this user.</summary>
    public void NoteContact(string name, DateTimeOffset now) =>
        file.Run("update user set contact_at = ?2 where name = ?1", name, Micros.Of(now));

    public void KeepToken(string name, string? token, DataKey key) =>
        file.Run("update user set token = ?2 where name = ?1", name, token is null ? null : key.Seal(System.Text.Encoding.UTF8.GetBytes(token), TokenPlaceOf(name)));

    public void RemoveTokens() => file.Run("update user set token = null");

    public string? TokenOf(string name, DataKey key)
    {
        var sealedToken = file.Read("select token from user where name = ?1", row => row.IsDBNull(0) ? null : (byte[])row[0], name);
        return sealedToken is [{ } box] ? System.Text.Encoding.UTF8.GetString(key.Open(box, TokenPlaceOf(name))) : null;
    }

    private static string PlaceOf(string name) => $"user/{name}";

    private static string TokenPlaceOf(string name) => $"token/{name}";
}
