using Border.Attachments.V1;
using Border.Field.Attachments;
using Grpc.Core;

namespace Border.Cli.Attachments;

/// <summary>
/// Fetches an attachment into a file. What has come lies beside it, named after the digest, until it is whole and checked:
/// fetching again goes on from there.
/// </summary>
internal sealed class AttachmentDownload(CallInvoker server, string service, string sha256, string path)
{
    private readonly AttachmentService.AttachmentServiceClient _client = new(server);

    public string PartPath { get; } = $"{path}.{sha256[..16]}.part";

    public async Task<bool> RunAsync(Transfer transfer, CancellationToken cancellation)
    {
        await FetchAsync(transfer, cancellation);
        if (!await FileContent.HasDigestAsync(PartPath, sha256, cancellation))
        {
            File.Delete(PartPath);
            return false;
        }

        File.Move(PartPath, path);
        return true;
    }

    private async Task FetchAsync(Transfer transfer, CancellationToken cancellation)
    {
        var have = File.Exists(PartPath) ? new FileInfo(PartPath).Length : 0;
        var request = new DownloadAttachmentRequest { Service = service, Sha256 = sha256, Offset = have };
        using var call = _client.DownloadAttachment(request, cancellationToken: cancellation);
        FileStream? file = null;
        try
        {
            // An attachment that is not there leaves no file behind.
            await foreach (var part in call.ResponseStream.ReadAllAsync(cancellation))
            {
                file ??= new FileStream(PartPath, FileMode.Append, FileAccess.Write);
                await file.WriteAsync(part.Chunk.Data.Memory, cancellation);
                transfer.Arrived(file.Position);
            }
        }
        finally
        {
            await (file?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }
}
