using System.Globalization;
using Border.Storage;

namespace Border.Testing;

/// <summary>Bytes of files that somebody who has the database of a service alone can find in it.</summary>
public static class StoredBytes
{
    /// <summary>Whether some bytes lie as they are in the file and its log, deleted rows included, or in the tables of files.</summary>
    public static async Task<bool> AnyAsync(StoragePlace place, string service, byte[] bytes)
    {
        if (place.Options.Engine == StorageEngineKind.Sqlite)
            return Directory.EnumerateFiles(place.Options.DataDirectory, $"{service}.db*").Any(file => Read(file).AsSpan().IndexOf(bytes) >= 0);
        var hex = Convert.ToHexString(bytes);
        var count = await Tampering.ScalarAsync(
            place,
            string.Join(
                " + ",
                ((string[])["content_chunk", "content_upload_chunk"]).Select(table => $"(select count(*) from {table} where position('\\x{hex}'::bytea in data) > 0)"))
                .Insert(0, "select "),
            service);
        return Convert.ToInt64(count, CultureInfo.InvariantCulture) > 0;
    }

    // While the service has it open.
    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
