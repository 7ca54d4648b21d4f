using Grpc.Core;

namespace Border.ServiceDefaults.Actors;

public static class CallActor
{
    internal static readonly object Key = new();

    /// <summary>Who makes the call.</summary>
    public static Actor Actor(this ServerCallContext context) => (Actor)context.UserState[Key];
}
