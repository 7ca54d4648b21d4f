using Border.Attachments.V1;
using Border.Field.Attachments;
using Grpc.Core;

namespace Border.Field.Tests.Attachments;

public sealed class AttachmentUploadTests
{
    // As the client throws it when the connection breaks under a write.
    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(HttpIOException))]
    [InlineData(typeof(InvalidOperationException))]
    public async Task Run_WhenAWriteBreaks_EndsAsTheCallDoes(System.Type broken)
    {
        var thrown = broken == typeof(HttpIOException) ? new HttpIOException(HttpRequestError.ConnectionError) : (Exception)Activator.CreateInstance(broken)!;
        var upload = new AttachmentUpload(new BrokenServer(thrown), "patrols", new Photo());

        var ended = await Assert.ThrowsAsync<RpcException>(() => upload.RunAsync(new Transfer(TimeSpan.Zero, TimeProvider.System), CancellationToken.None));

        Assert.Equal(StatusCode.Unavailable, ended.StatusCode);
    }

    [Fact]
    public async Task Run_WhenThePhotoCannotBeRead_TellsThatAndNotThatOfTheServer()
    {
        var upload = new AttachmentUpload(new BrokenServer(null), "patrols", new Photo(isReadable: false));

        await Assert.ThrowsAsync<IOException>(() => upload.RunAsync(new Transfer(TimeSpan.Zero, TimeProvider.System), CancellationToken.None));
    }

    private sealed class Photo(bool isReadable = true) : IAttachmentContent
    {
        public string Sha256 => new('a', 64);

        public long SizeBytes => 3;

        public ContentType Type => ContentType.Jpeg;

        public Stream OpenAt(long offset) => isReadable ? new MemoryStream([1, 2, 3]) : throw new IOException("The disk is broken.");
    }

    /// <summary>Has nothing of any attachment, and is away by the time that one is sent.</summary>
    private sealed class BrokenServer(Exception? broken) : CallInvoker
    {
        private static readonly RpcException Away = new(new Status(StatusCode.Unavailable, "away"));

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
            new(Task.FromException<TResponse>(new RpcException(new Status(StatusCode.NotFound, ""))), Task.FromResult(Metadata.Empty), () => Status.DefaultSuccess, () => [], () => { });

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options) =>
            new(new Writer<TRequest>(broken), Task.FromException<TResponse>(Away), Task.FromResult(Metadata.Empty), () => Away.Status, () => [], () => { });

        public override TResponse BlockingUnaryCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();
    }

    private sealed class Writer<T>(Exception? broken) : IClientStreamWriter<T>
    {
        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(T message) => broken is null ? Task.CompletedTask : Task.FromException(broken);

        public Task CompleteAsync() => Task.CompletedTask;
    }
}
