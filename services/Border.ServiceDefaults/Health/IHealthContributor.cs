namespace Border.ServiceDefaults.Health;

/// <summary>Something that services need in order to serve.</summary>
public interface IHealthContributor
{
    /// <summary>The full gRPC names of the services that need it, such as <c>border.cases.v1.CaseService</c>.</summary>
    IReadOnlyCollection<string> Services { get; }

    /// <summary>Whether the process as a whole, the name <c>""</c>, serves only while this does.</summary>
    bool IsNeededByProcess => true;

    /// <summary>Throwing, or not answering in time, counts as false.</summary>
    Task<bool> IsServingAsync(CancellationToken ct);
}
