using System.Security.Cryptography;
using Border.Attachments.V1;
using Border.Field.Attachments;

namespace Border.Cli.Attachments;

/// <summary>What a file holds: its digest, its size and its kind.</summary>
internal sealed record FileContent(string Path, string Sha256, long SizeBytes, ContentType Type) : IAttachmentContent
{
    private static readonly Dictionary<string, ContentType> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".jpg"] = ContentType.Jpeg,
        [".jpeg"] = ContentType.Jpeg,
        [".png"] = ContentType.Png,
        [".webp"] = ContentType.Webp,
        [".heic"] = ContentType.Heic,
        [".heif"] = ContentType.Heic,
        [".pdf"] = ContentType.Pdf,
    };

    /// <param name="type">The kind as a word; null to tell it by the file's name.</param>
    public static async Task<FileContent> ReadAsync(string path, string? type, CancellationToken cancellation)
    {
        var kind = type is null ? ByExtension.GetValueOrDefault(System.IO.Path.GetExtension(path)) : EnumWords.ValueOf<ContentType>(type);
        if (kind == ContentType.Unspecified)
            throw CommandException.BadInput($"The name of {path} does not tell what it is. Say so with --type: {string.Join(", ", EnumWords.Words<ContentType>())}.");
        await using var file = File.OpenRead(path);
        return new FileContent(path, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation)), file.Length, kind);
    }

    public Stream OpenAt(long offset)
    {
        var file = File.OpenRead(Path);
        file.Position = offset;
        return file;
    }

    public static async Task<bool> HasDigestAsync(string path, string sha256, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation)) == sha256;
    }
}
