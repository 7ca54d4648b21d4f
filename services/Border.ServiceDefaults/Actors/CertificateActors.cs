using System.Security.Cryptography.X509Certificates;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using Grpc.Core;

namespace Border.ServiceDefaults.Actors;

/// <summary>Takes the common name of the client's certificate, which the connection has verified: that of another service.</summary>
internal sealed class CertificateActors : IActorSource
{
    private static readonly RoleSet Service = new(Role.Service);

    public ValueTask<Actor> IdentifyAsync(ServerCallContext context) => ValueTask.FromResult(
        TryIdentify(context) ?? throw Refusals.ActorMissing("The call has no client certificate."));

    /// <returns>Null when the client has no certificate.</returns>
    public static Actor? TryIdentify(ServerCallContext context)
    {
        if (context.GetHttpContext().Connection.ClientCertificate is not { } certificate)
            return null;
        var actor = Actor.TryParse(certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false))
            ?? throw Refusals.ActorMissing("The client certificate's common name is not 1 to 128 printable ASCII characters.");
        return actor with { Roles = Service, Areas = AreaScope.Nation, IsService = true };
    }
}
