using Border.Field.Devices;
using Border.Field.Queue;
using Border.Field.Recording;
using Border.Field.Sending;
using Border.Field.Syncing;
using Border.Patrols.V1;
using Border.Testing;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Time.Testing;

namespace Border.Field.Tests.Fixtures;

/// <summary>A device in a scratch folder, with a clock that the test sets.</summary>
internal sealed class FieldDevice : IDisposable
{
    public const string Officer = "li-invented";
    public const string Word = "eight-or-more";

    // A passphrase of a test need not be hard to guess.
    private const int Iterations = 1000;

    private readonly ScratchFolder _folder = new();

    public FieldDevice(DateTimeOffset? now = null)
    {
        Clock = new FakeTimeProvider(now ?? DateTimeOffset.UnixEpoch.AddYears(56).AddDays(100));
        Device = Device.Make(Path, Officer, Word, Clock, Iterations);
    }

    public FakeTimeProvider Clock { get; private set; }

    public Device Device { get; private set; }

    public string Path => _folder.File("device.db");

    public string Folder => _folder.Path;

    public EntryQueue Queue => Device.Queue;

    public Timestamp Now => Timestamp.FromDateTimeOffset(Clock.GetUtcNow());

    public void Enrol(string user) => Device.Enrol(user, Word, Iterations);

    /// <summary>Another officer takes the device, or it is started again.</summary>
    public void SignIn(string user = Officer)
    {
        Device.Dispose();
        Device = Device.SignIn(Path, user, Word, Clock);
    }

    /// <summary>The clock is set, forwards or back.</summary>
    public void SetClock(DateTimeOffset time)
    {
        Clock = new FakeTimeProvider(time);
        SignIn(Device.User);
    }

    public Recorded Record(IMessage request, bool asDraft = false) => new Recorder(Device).Record(KindOf(request), request, asDraft);

    /// <summary>A patrol that has started, as one records it.</summary>
    /// <returns>Its name.</returns>
    public string StartPatrol()
    {
        var made = Record(new CreatePatrolRequest { Patrol = Samples.Patrol(Now) });
        var name = $"patrols/{made.Entry.Record}";
        Record(new StartPatrolRequest { Name = name, StartTime = Now });
        return name;
    }

    public Task<SyncReport> SyncAsync(CallInvoker server, double giveUpSeconds = 20) =>
        new FieldSync(Device, (who, _) => As(server, who), TimeProvider.System, TimeSpan.FromSeconds(giveUpSeconds)).RunAsync(CancellationToken.None);

    public static CallInvoker As(CallInvoker server, Credential who) => server.Intercept(metadata =>
    {
        metadata.Add("border-actor", who.Author);
        return metadata;
    });

    /// <summary>A server that answers one of its methods with an error, to all requests or some.</summary>
    public static CallInvoker Refusing(CallInvoker server, string method, StatusCode code, Predicate<object>? which = null) =>
        server.Intercept(new Refusal(method, code, which ?? (_ => true)));

    public void Dispose()
    {
        Device.Dispose();
        _folder.Dispose();
    }

    private static SubmissionKind KindOf(IMessage request) => SubmissionKind.All.Single(kind => kind.Request == request.Descriptor);

    private sealed class Refusal(string method, StatusCode code, Predicate<object> which) : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation) =>
            context.Method.Name == method && which(request) ? Refused<TResponse>(new RpcException(new Status(code, ""))) : continuation(request, context);

        private static AsyncUnaryCall<T> Refused<T>(RpcException refusal) => new(
            Task.FromException<T>(refusal), Task.FromResult(new Metadata()), () => refusal.Status, () => refusal.Trailers, () => { });
    }
}
