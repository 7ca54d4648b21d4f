using Grpc.Health.V1;

namespace Border.ServiceDefaults.Health;

/// <summary>What is known of the health of each service, and a signal when it changes.</summary>
internal sealed class HealthBoard
{
    private readonly Lock _gate = new();

    // The health service needs nothing else: asked for itself, it tells a process that hangs from one whose database is away.
    private readonly Dictionary<string, HealthCheckResponse.Types.ServingStatus> _statuses = new(StringComparer.Ordinal)
    {
        [Grpc.Health.V1.Health.Descriptor.FullName] = HealthCheckResponse.Types.ServingStatus.Serving,
    };

    private TaskCompletionSource _changed = NewSignal();

    /// <summary>Completes at the next change. Take it before reading a status, or a change may be missed.</summary>
    public Task Changed
    {
        get
        {
            lock (_gate)
                return _changed.Task;
        }
    }

    /// <returns>Null for a service that is not here.</returns>
    public HealthCheckResponse.Types.ServingStatus? Find(string service)
    {
        lock (_gate)
            return _statuses.TryGetValue(service, out var status) ? status : null;
    }

    /// <summary>Whether each service serves, as far as is known.</summary>
    public IReadOnlyDictionary<string, bool> Serving()
    {
        lock (_gate)
            return _statuses.ToDictionary(status => status.Key, status => status.Value == HealthCheckResponse.Types.ServingStatus.Serving);
    }

    /// <returns>Whether this is a change.</returns>
    public bool Set(string service, bool isServing)
    {
        var status = isServing ? HealthCheckResponse.Types.ServingStatus.Serving : HealthCheckResponse.Types.ServingStatus.NotServing;
        lock (_gate)
        {
            if (_statuses.TryGetValue(service, out var before) && before == status)
                return false;
            _statuses[service] = status;
            _changed.SetResult();
            _changed = NewSignal();
            return true;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
