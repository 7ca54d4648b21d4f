using Border.Audits;
using Grpc.Core;

namespace Border.ServiceDefaults.Audits;

/// <summary>Writes no message of a stream before the records that it tells of are in the audit log.</summary>
internal sealed class AuditedWriter<T>(IServerStreamWriter<T> responses, AuditDesk desk, AuditTrail trail, ServerCallContext context) : IServerStreamWriter<T>
{
    private bool _isEntered;

    public WriteOptions? WriteOptions
    {
        get => responses.WriteOptions;
        set => responses.WriteOptions = value;
    }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        if (!_isEntered || trail.HasSeen)
            await desk.EnterAsync(trail, AuditNote.Done, context.CancellationToken);
        _isEntered = true;
        await responses.WriteAsync(message, cancellationToken);
    }
}
