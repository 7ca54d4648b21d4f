using System.Security.Cryptography;
using Border.Attachments.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Border.SystemTests.Samples;

/// <summary>A photo that the tests upload to each service whose records may name it.</summary>
internal static class SamplePhoto
{
    private static readonly byte[] Bytes = [0xFF, 0xD8, 0xFF, 1, 2, 3, 4, 5, 6, 7, 8, 9];

    public static string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Bytes));

    public static async Task UploadAsync(ChannelBase channel)
    {
        foreach (var service in (string[])["patrols", "cases"])
        {
            using var upload = new AttachmentService.AttachmentServiceClient(channel).UploadAttachment();
            await upload.RequestStream.WriteAsync(
                new() { Start = new() { Service = service, Sha256 = Sha256, SizeBytes = Bytes.Length, ContentType = ContentType.Jpeg } });
            await upload.RequestStream.WriteAsync(new() { Chunk = new() { Data = ByteString.CopyFrom(Bytes) } });
            await upload.RequestStream.CompleteAsync();
            await upload;
        }
    }
}
