using Border.Attachments.V1;

namespace Border.ServiceDefaults.Attachments;

/// <summary>The kinds of content that attachments may have, and how their bytes begin.</summary>
internal static class ContentKinds
{
    /// <summary>Enough bytes to tell any kind.</summary>
    public const int HeadLength = 12;

    public static string MediaType(ContentType kind) => kind switch
    {
        ContentType.Jpeg => "image/jpeg",
        ContentType.Png => "image/png",
        ContentType.Webp => "image/webp",
        ContentType.Heic => "image/heic",
        ContentType.Pdf => "application/pdf",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };

    /// <param name="mediaType">What the bytes are said to be.</param>
    /// <param name="head">The first bytes, as far as there are so many.</param>
    public static bool Begins(string mediaType, ReadOnlySpan<byte> head) => mediaType switch
    {
        "image/jpeg" => head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]),
        "image/png" => head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        "image/webp" => head.StartsWith("RIFF"u8) && head.Length >= HeadLength && head[8..].StartsWith("WEBP"u8),
        "image/heic" => head.Length >= HeadLength && head[4..].StartsWith("ftyp"u8) && (head[8..].StartsWith("hei"u8) || head[8..].StartsWith("mif1"u8)),
        "application/pdf" => head.StartsWith("%PDF-"u8),
        _ => false,
    };
}
