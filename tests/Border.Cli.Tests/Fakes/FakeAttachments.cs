using System.Security.Cryptography;
using Border.Attachments.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Border.Cli.Tests.Fakes;

/// <summary>The bytes that a server has, by digest; its connections break as a test asks.</summary>
internal sealed class FakeContents
{
    public Dictionary<string, MemoryStream> ByDigest { get; } = [];

    public List<UploadStart> Starts { get; } = [];

    /// <summary>Where each chunk that was sent begins, and each download.</summary>
    public List<long> Offsets { get; } = [];

    /// <summary>How many chunks a stream carries before it breaks, for each stream in turn; endless behind the last.</summary>
    public Queue<int> BreakAfter { get; } = new();

    public string Put(byte[] bytes, bool isRight = true)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        ByDigest[sha256] = new MemoryStream();
        ByDigest[sha256].Write(isRight ? bytes : [.. bytes.Reverse()]);
        return sha256;
    }
}

internal sealed class FakeAttachments(FakeStation station) : AttachmentService.AttachmentServiceBase
{
    private const int DownloadBytes = 1000;

    private readonly FakeContents contents = station.Contents;

    public override async Task<Upload> UploadAttachment(IAsyncStreamReader<UploadAttachmentRequest> requestStream, ServerCallContext context)
    {
        await requestStream.MoveNext(CancellationToken.None);
        var start = requestStream.Current.Start;
        contents.Starts.Add(start);
        var left = contents.BreakAfter.TryDequeue(out var most) ? most : int.MaxValue;
        if (!contents.ByDigest.TryGetValue(start.Sha256, out var stored))
            contents.ByDigest[start.Sha256] = stored = new MemoryStream();
        while (left-- > 0 && await requestStream.MoveNext(CancellationToken.None))
        {
            var chunk = requestStream.Current.Chunk;
            contents.Offsets.Add(chunk.Offset);
            if (chunk.Offset != stored.Length)
                throw new RpcException(new Status(StatusCode.OutOfRange, "Does not follow on."));
            stored.Write(chunk.Data.Span);
        }

        if (stored.Length < start.SizeBytes)
            throw new RpcException(new Status(StatusCode.Unavailable, "Broken."));
        return ToUpload(start.Sha256, stored, start.SizeBytes);
    }

    public override Task<Upload> GetUpload(GetUploadRequest request, ServerCallContext context) =>
        contents.ByDigest.TryGetValue(request.Sha256, out var stored)
            ? Task.FromResult(ToUpload(request.Sha256, stored, long.MaxValue))
            : throw new RpcException(new Status(StatusCode.NotFound, "There is none."));

    public override async Task DownloadAttachment(
        DownloadAttachmentRequest request, IServerStreamWriter<DownloadAttachmentResponse> responseStream, ServerCallContext context)
    {
        if (!contents.ByDigest.TryGetValue(request.Sha256, out var stored))
            throw new RpcException(new Status(StatusCode.NotFound, "There is none."));
        contents.Offsets.Add(request.Offset);
        var left = contents.BreakAfter.TryDequeue(out var most) ? most : int.MaxValue;
        var bytes = stored.ToArray();
        for (var at = (int)request.Offset; at < bytes.Length; at += DownloadBytes)
        {
            if (left-- == 0)
                throw new RpcException(new Status(StatusCode.Unavailable, "Broken."));
            var data = ByteString.CopyFrom(bytes.AsSpan(at, Math.Min(DownloadBytes, bytes.Length - at)));
            await responseStream.WriteAsync(new DownloadAttachmentResponse { Chunk = new Chunk { Offset = at, Data = data } });
        }
    }

    // Right bytes are stored for good, as the server's check would have it.
    private static Upload ToUpload(string sha256, MemoryStream stored, long size) => new()
    {
        Sha256 = sha256,
        SizeBytes = size,
        ReceivedBytes = stored.Length,
        IsStored = Convert.ToHexStringLower(SHA256.HashData(stored.ToArray())) == sha256,
    };
}
