namespace Border.ServiceDefaults.Erasing;

/// <summary>What a service erases because it was erased in another: a hold that is placed meanwhile would come too late.</summary>
/// <param name="Service">The service, by the name of its feed.</param>
/// <param name="IsAboutAsync">Whether something that a record says is being erased.</param>
public sealed record FollowedErasures(string Service, Func<string, CancellationToken, Task<bool>> IsAboutAsync);
