namespace Border.ServiceDefaults.Privacy;

/// <summary>Files that only their owner may read.</summary>
internal static class SecretFiles
{
    /// <summary>Writes a file whole and synced, unless there is one by then.</summary>
    public static void Create(string file, string text)
    {
        var draft = $"{file}.{Guid.CreateVersion7():n}";
        using (var stream = new FileStream(draft, Secret()))
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            writer.Write(text);
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(draft);
        }
    }

    private static FileStreamOptions Secret()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
