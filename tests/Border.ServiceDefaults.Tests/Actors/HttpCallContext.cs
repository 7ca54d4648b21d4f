using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Border.ServiceDefaults.Tests.Actors;

/// <summary>A call of which only the connection matters.</summary>
internal sealed class HttpCallContext : ServerCallContext
{
    private readonly Dictionary<object, object> _userState;

    public HttpCallContext(HttpContext http) => _userState = new() { ["__HttpContext"] = http };

    protected override IDictionary<object, object> UserStateCore => _userState;

    protected override string MethodCore => "/test/Test";

    protected override string HostCore => "";

    protected override string PeerCore => "";

    protected override DateTime DeadlineCore => DateTime.MaxValue;

    protected override Metadata RequestHeadersCore => [];

    protected override CancellationToken CancellationTokenCore => default;

    protected override Metadata ResponseTrailersCore => [];

    protected override Status StatusCore { get; set; }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore => throw new NotSupportedException();

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) => throw new NotSupportedException();

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;
}
