using System.Security.Cryptography;
using Border.Attachments.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Border.Patrols.Tests;

/// <summary>Uploads invented photos to the attachments of patrols.</summary>
internal static class Uploads
{
    private const int Size = 1000;

    public static byte[] Photo(byte number) => [0xFF, 0xD8, 0xFF, .. Enumerable.Repeat(number, Size - 3)];

    public static string DigestOf(byte number) => Convert.ToHexStringLower(SHA256.HashData(Photo(number)));

    /// <summary>Uploads a whole photo.</summary>
    /// <returns>Its digest.</returns>
    public static Task<string> PhotoAsync(ChannelBase channel, byte number) => PartAsync(channel, number, Size, ContentType.Jpeg);

    /// <summary>Uploads the first bytes of a photo, and says of which kind it is.</summary>
    public static async Task<string> PartAsync(ChannelBase channel, byte number, int bytes, ContentType kind)
    {
        using var call = new AttachmentService.AttachmentServiceClient(channel).UploadAttachment();
        var digest = DigestOf(number);
        await call.RequestStream.WriteAsync(new() { Start = new() { Service = "patrols", Sha256 = digest, SizeBytes = Size, ContentType = kind } });
        await call.RequestStream.WriteAsync(new() { Chunk = new() { Data = ByteString.CopyFrom(Photo(number), 0, bytes) } });
        await call.RequestStream.CompleteAsync();
        await call;
        return digest;
    }
}
