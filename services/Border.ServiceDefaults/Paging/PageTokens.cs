using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Privacy;
using Border.Storage;
using Google.Protobuf;

namespace Border.ServiceDefaults.Paging;

/// <summary>
/// Opaque page tokens: where the page before ended, sealed, since it may be at a record that the caller may not know of; and bound to the
/// filters, so that a token is good only for the list that made it.
/// </summary>
public sealed class PageTokens
{
    private const byte Format = 2;
    private const int NameStart = sizeof(long);

    // The length of a token tells no more of the name than this.
    private const int Step = 32;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly MasterKey _master;

    internal PageTokens(MasterKey master) => _master = master;

    /// <returns>The empty text when there is no next page.</returns>
    public string Encode(IMessage request, PageStart? next)
    {
        if (next is null)
            return "";
        var length = NameStart + Encoding.UTF8.GetByteCount(next.Name);
        var place = new byte[(length + Step - 1) / Step * Step];
        BinaryPrimitives.WriteInt64BigEndian(place, next.Order);
        Encoding.UTF8.GetBytes(next.Name, place.AsSpan(NameStart));
        return Base64Url.EncodeToString([Format, .. Sealing.Seal(_master.For(nameof(PageTokens)), place, Digest(request))]);
    }

    /// <returns>Null for the first page, which has no token.</returns>
    /// <exception cref="RefusalException">The token was not made by this list with these filters.</exception>
    public PageStart? Decode(IMessage request, string token)
    {
        if (token.Length == 0)
            return null;
        var bytes = Base64Url.IsValid(token) ? Base64Url.DecodeFromChars(token) : [];
        if (bytes.Length < 1 + Sealing.Overhead + Step || bytes[0] != Format)
            throw Refusals.InvalidPageToken();
        try
        {
            var place = Sealing.Open(_master.For(nameof(PageTokens)), bytes.AsSpan(1), Digest(request));
            var name = StrictUtf8.GetString(place.AsSpan(NameStart)).TrimEnd('\0');
            return name.Length == 0 || name.Any(char.IsControl)
                ? throw Refusals.InvalidPageToken()
                : new PageStart(BinaryPrimitives.ReadInt64BigEndian(place), name);
        }
        catch (Exception wrong) when (wrong is CryptographicException or DecoderFallbackException)
        {
            throw Refusals.InvalidPageToken();
        }
    }

    // The request without the fields that change from page to page, with the type's name before it.
    private static byte[] Digest(IMessage request)
    {
        var filters = request.Descriptor.Parser.ParseFrom(request.ToByteString());
        foreach (var field in request.Descriptor.Fields.InFieldNumberOrder())
        {
            if (field.Name is "page_size" or "page_token")
                field.Accessor.Clear(filters);
        }

        return SHA256.HashData([.. Encoding.UTF8.GetBytes(request.Descriptor.FullName), 0, .. filters.ToByteArray()]);
    }
}
