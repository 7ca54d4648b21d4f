using System.Security.Cryptography;
using Border.Attachments.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Border.ServiceDefaults.Tests.Attachments;

/// <summary>Uploads and downloads invented photos of the service <c>cases</c>.</summary>
internal sealed class AttachmentCalls(ChannelBase channel)
{
    public const int ChunkSize = 100_000;

    private readonly AttachmentService.AttachmentServiceClient client = new(channel);

    public static byte[] Photo(int size)
    {
        var photo = RandomNumberGenerator.GetBytes(size);
        ((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]).CopyTo(photo);
        return photo;
    }

    public static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static UploadStart Start(byte[] bytes) =>
        new() { Service = "cases", Sha256 = Digest(bytes), SizeBytes = bytes.Length, ContentType = ContentType.Jpeg };

    public static IEnumerable<Chunk> Chunks(byte[] bytes) =>
        bytes.Chunk(ChunkSize).Select((part, i) => new Chunk { Offset = i * ChunkSize, Data = ByteString.CopyFrom(part) });

    public static async Task<StatusCode> StatusAsync(Func<Task> call)
    {
        try
        {
            await call();
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }

    public async Task<Upload> FindAsync(byte[] photo, string? actor = null) =>
        await client.GetUploadAsync(new GetUploadRequest { Service = "cases", Sha256 = Digest(photo) }, HeadersOf(actor));

    public Task<Upload> UploadAsync(byte[] photo, string? actor = null) => UploadAsync(Start(photo), Chunks(photo), actor);

    public async Task<Upload> UploadAsync(UploadStart? start, IEnumerable<Chunk> chunks, string? actor = null)
    {
        using var call = client.UploadAttachment(HeadersOf(actor));
        try
        {
            if (start is not null)
                await call.RequestStream.WriteAsync(new() { Start = start });
            foreach (var chunk in chunks)
                await call.RequestStream.WriteAsync(new() { Chunk = chunk });
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException)
        {
            // The server has answered already; its answer follows.
        }

        return await call;
    }

    public async Task<byte[]> DownloadAsync(byte[] bytes, long offset = 0)
    {
        using var call = client.DownloadAttachment(new DownloadAttachmentRequest { Service = "cases", Sha256 = Digest(bytes), Offset = offset });
        var all = new List<byte>();
        await foreach (var part in call.ResponseStream.ReadAllAsync())
        {
            Assert.Equal(offset + all.Count, part.Chunk.Offset);
            all.AddRange(part.Chunk.Data.Span);
        }

        return [.. all];
    }

    public async Task AssertNotThereAsync(byte[] bytes)
    {
        Assert.Equal(StatusCode.NotFound, await StatusAsync(() => FindAsync(bytes)));
        Assert.Equal(StatusCode.NotFound, await StatusAsync(() => DownloadAsync(bytes)));
    }

    private static Metadata HeadersOf(string? actor) => actor is null ? [] : new Metadata { { "border-actor", actor } };
}
