using Border.Attachments.V1;
using Border.Field.Sending;
using Google.Protobuf;
using Grpc.Core;

namespace Border.Field.Attachments;

/// <summary>The bytes of an attachment, wherever they are kept.</summary>
internal interface IAttachmentContent
{
    string Sha256 { get; }

    long SizeBytes { get; }

    ContentType Type { get; }

    /// <summary>Opens them at a place, from 0.</summary>
    Stream OpenAt(long offset);
}

/// <summary>Sends an attachment to a service, from where the server is: nothing that it has is sent again.</summary>
internal sealed class AttachmentUpload(CallInvoker server, string service, IAttachmentContent content)
{
    // What has arrived whole stays there when the connection breaks: small enough to get through a bad one.
    private const int ChunkBytes = 32 * 1024;

    private readonly AttachmentService.AttachmentServiceClient _client = new(server);

    public async Task<Upload> RunAsync(Transfer transfer, CancellationToken cancellation)
    {
        var upload = await AskAsync(cancellation);
        transfer.Arrived(upload.ReceivedBytes);
        if (upload.IsStored)
            return upload;
        using var call = _client.UploadAttachment(cancellationToken: cancellation);
        await SendAsync(call.RequestStream, upload.ReceivedBytes, transfer, cancellation);
        upload = await call.ResponseAsync;
        return upload.IsStored
            ? upload
            : throw new RpcException(new Status(StatusCode.OutOfRange, $"{upload.ReceivedBytes} of {upload.SizeBytes} bytes have arrived."));
    }

    private async Task<Upload> AskAsync(CancellationToken cancellation)
    {
        try
        {
            var request = new GetUploadRequest { Service = service, Sha256 = content.Sha256 };
            return await _client.GetUploadAsync(request, cancellationToken: cancellation);
        }
        catch (RpcException none) when (none.StatusCode == StatusCode.NotFound)
        {
            return new Upload();
        }
    }

    private async Task SendAsync(IClientStreamWriter<UploadAttachmentRequest> stream, long from, Transfer transfer, CancellationToken cancellation)
    {
        var start = new UploadStart { Service = service, Sha256 = content.Sha256, SizeBytes = content.SizeBytes, ContentType = content.Type };
        if (!await GoesOutAsync(() => stream.WriteAsync(new UploadAttachmentRequest { Start = start }, cancellation)))
            return;
        await using var file = content.OpenAt(from);
        var buffer = new byte[ChunkBytes];
        while (await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation) is > 0 and var length)
        {
            var chunk = new Chunk { Offset = from, Data = ByteString.CopyFrom(buffer, 0, length) };
            if (!await GoesOutAsync(() => stream.WriteAsync(new UploadAttachmentRequest { Chunk = chunk }, cancellation)))
                return;
            from += length;
            transfer.Moved(from);
        }

        await GoesOutAsync(stream.CompleteAsync);
    }

    /// <returns>False when the call is over before the server had everything. Its answer says why.</returns>
    private static async Task<bool> GoesOutAsync(Func<Task> send)
    {
        try
        {
            await send();
            return true;
        }
        catch (Exception ended) when (CallEnd.Is(ended))
        {
            return false;
        }
    }
}
