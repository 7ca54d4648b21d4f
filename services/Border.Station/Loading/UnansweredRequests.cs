using Border.ServiceDefaults.Bulk;
using Google.Protobuf;

namespace Border.Station.Loading;

/// <summary>What was sent and is not accepted yet. The demo sends some requests twice, and both may be under way at once.</summary>
internal sealed class UnansweredRequests<TRequest>
    where TRequest : class, IMessage
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<(long Place, TRequest Request)>> _byId = new(StringComparer.Ordinal);
    private long _places;

    public int Count
    {
        get
        {
            lock (_gate)
                return _byId.Count;
        }
    }

    /// <summary>The id of one of them; null when there is none.</summary>
    public string? First
    {
        get
        {
            lock (_gate)
                return _byId.Keys.FirstOrDefault();
        }
    }

    public void Add(TRequest request)
    {
        var id = RequestIdOf(request);
        lock (_gate)
        {
            if (!_byId.TryGetValue(id, out var same))
                _byId.Add(id, same = new(1));
            same.Add((_places++, request));
        }
    }

    /// <summary>All of them, in the order in which they were sent first.</summary>
    public IReadOnlyList<TRequest> InOrder()
    {
        lock (_gate)
            return [.. _byId.Values.SelectMany(same => same).OrderBy(sent => sent.Place).Select(sent => sent.Request)];
    }

    /// <returns>False when it was not sent.</returns>
    public bool Settle(string requestId)
    {
        lock (_gate)
        {
            if (!_byId.TryGetValue(requestId, out var same))
                return false;
            same.RemoveAt(0);
            return same.Count > 0 || _byId.Remove(requestId);
        }
    }

    private static string RequestIdOf(TRequest request)
    {
        var choice = request.Descriptor.Oneofs[0].Accessor.GetCaseFieldDescriptor(request);
        return RequestIds.Of((IMessage)choice.Accessor.GetValue(request));
    }
}
