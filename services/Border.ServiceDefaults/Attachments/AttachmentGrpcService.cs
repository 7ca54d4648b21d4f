using Border.Attachments.V1;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Validation;
using Border.Storage.Contents;
using Google.Protobuf;
using Grpc.Core;

namespace Border.ServiceDefaults.Attachments;

/// <summary>Uploads and downloads of every service of the process that has attachments.</summary>
internal sealed class AttachmentGrpcService(IEnumerable<AttachmentFiles> services, FieldRules rules) : AttachmentService.AttachmentServiceBase
{
    private readonly Dictionary<string, AttachmentFiles> _services = services.ToDictionary(files => files.Service, StringComparer.Ordinal);

    public override async Task<Upload> UploadAttachment(IAsyncStreamReader<UploadAttachmentRequest> requestStream, ServerCallContext context)
    {
        var ct = context.CancellationToken;
        if (!await requestStream.MoveNext(ct) || Checked(requestStream).Start is not { } start)
            throw Refusals.InvalidField("start", "must be the first message");
        var files = Find(start.Service);
        files.Saw(start.Sha256);
        var uploads = files.UploadsOf(context.Actor().Id);
        var upload = await uploads.BeginAsync(start, ct);
        while (!upload.IsStored && await requestStream.MoveNext(ct))
        {
            var chunk = Checked(requestStream).Chunk ?? throw Refusals.InvalidField("chunk", "must follow the first message");
            upload = await uploads.AppendAsync(upload, chunk, ct);
        }

        return ToMessage(upload);
    }

    public override async Task<Upload> GetUpload(GetUploadRequest request, ServerCallContext context) =>
        ToMessage(await Find(request.Service).UploadsOf(context.Actor().Id).FindAsync(request.Sha256, context.CancellationToken));

    public override async Task DownloadAttachment(
        DownloadAttachmentRequest request, IServerStreamWriter<DownloadAttachmentResponse> responseStream, ServerCallContext context)
    {
        var ct = context.CancellationToken;
        var files = Find(request.Service);
        files.Saw(request.Sha256);
        var content = await files.GetReadableAsync(request.Sha256, context.Actor().Id, ct);
        for (var at = request.Offset; at < content.Size;)
        {
            var data = await files.ReadAsync(content, at, ct);
            var chunk = new Chunk { Offset = at, Data = UnsafeByteOperations.UnsafeWrap(data) };
            await responseStream.WriteAsync(new DownloadAttachmentResponse { Chunk = chunk }, ct);
            at += data.Length;
        }
    }

    private UploadAttachmentRequest Checked(IAsyncStreamReader<UploadAttachmentRequest> requests)
    {
        rules.Demand(requests.Current);
        return requests.Current;
    }

    private static Upload ToMessage(StoredContent content) => new()
    {
        Sha256 = content.Sha256,
        ContentType = content.Kind,
        SizeBytes = content.Size,
        ReceivedBytes = content.Received,
        IsStored = content.IsStored,
    };

    private AttachmentFiles Find(string service) => _services.GetValueOrDefault(service) ?? throw Refusals.NotFound($"service {service} with attachments");
}
