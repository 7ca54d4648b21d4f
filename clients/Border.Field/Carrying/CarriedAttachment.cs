using System.Security.Cryptography;
using Border.Attachments.V1;
using Border.Field.Attachments;
using Border.Field.Devices;

namespace Border.Field.Carrying;

/// <summary>A photo or document of a carried file, whole.</summary>
internal sealed class CarriedAttachment(CarriedPart first, byte[] bytes) : IAttachmentContent
{
    public string Sha256 => first.Name;

    public string Service => first.Service;

    public string Author => first.Author;

    public long SizeBytes => bytes.Length;

    public ContentType Type => (ContentType)first.Type;

    public Stream OpenAt(long offset) => new MemoryStream(bytes, writable: false) { Position = offset };

    /// <exception cref="CryptographicException">They were sealed under another key.</exception>
    public static IReadOnlyList<CarriedAttachment> Open(IReadOnlyList<CarriedPart> parts, DataKey key) =>
    [
        .. parts.GroupBy(part => (part.Name, part.Service)).Select(attachment => new CarriedAttachment(
            attachment.First(), [.. attachment.SelectMany((part, number) => key.Open(part.Sealed, PlaceOf(part.Name, number)))])),
    ];

    internal static string PlaceOf(string sha256, int part) => $"carried/{sha256}/{part}";
}
