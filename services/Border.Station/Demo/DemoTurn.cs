namespace Border.Station.Demo;

/// <summary>Requests that one person sends when those of the turns before are stored, because they need what these made.</summary>
internal sealed record DemoTurn<TRequest>(string Actor, IReadOnlyList<TRequest> Requests);
