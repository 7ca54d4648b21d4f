using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Border.ServiceDefaults.Errors;
using Border.Storage;
using Google.Protobuf;

namespace Border.ServiceDefaults.Paging;

/// <summary>
/// Opaque page tokens: where the page before ended, and a digest of the filters, so that a token is good only for the list
/// that made it.
/// </summary>
public static class PageTokens
{
    private const byte Format = 1;
    private const int DigestLength = 8;
    private const int NameStart = 1 + sizeof(long) + DigestLength;

    /// <returns>The empty text when there is no next page.</returns>
    public static string Encode(IMessage request, PageStart? next)
    {
        if (next is null)
            return "";
        var bytes = new byte[NameStart + Encoding.UTF8.GetByteCount(next.Name)];
        bytes[0] = Format;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), next.Order);
        Digest(request).CopyTo(bytes.AsSpan(1 + sizeof(long)));
        Encoding.UTF8.GetBytes(next.Name, bytes.AsSpan(NameStart));
        return Base64Url.EncodeToString(bytes);
    }

    /// <returns>Null for the first page, which has no token.</returns>
    /// <exception cref="RefusalException">The token was not made by this list with these filters.</exception>
    public static PageStart? Decode(IMessage request, string token)
    {
        if (token.Length == 0)
            return null;
        if (!Base64Url.IsValid(token))
            throw Refusals.InvalidPageToken();
        var bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length <= NameStart || bytes[0] != Format)
            throw Refusals.InvalidPageToken();
        if (!Digest(request).SequenceEqual(bytes.AsSpan(1 + sizeof(long), DigestLength)))
            throw Refusals.InvalidPageToken();
        var order = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(1));
        return new PageStart(order, Name(bytes.AsSpan(NameStart)));
    }

    private static string Name(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var name = StrictUtf8.GetString(utf8);
            return name.Any(char.IsControl) ? throw Refusals.InvalidPageToken() : name;
        }
        catch (DecoderFallbackException)
        {
            throw Refusals.InvalidPageToken();
        }
    }

    // The request without the fields that change from page to page, with the type's name before it.
    private static ReadOnlySpan<byte> Digest(IMessage request)
    {
        var filters = request.Descriptor.Parser.ParseFrom(request.ToByteString());
        foreach (var field in request.Descriptor.Fields.InFieldNumberOrder())
        {
            if (field.Name is "page_size" or "page_token")
                field.Accessor.Clear(filters);
        }

        byte[] content = [.. Encoding.UTF8.GetBytes(request.Descriptor.FullName), 0, .. filters.ToByteArray()];
        return SHA256.HashData(content).AsSpan(0, DigestLength);
    }

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
}
