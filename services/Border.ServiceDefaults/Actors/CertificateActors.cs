using System.Security.Cryptography.X509Certificates;
using Border.ServiceDefaults.Errors;
using Grpc.Core;

namespace Border.ServiceDefaults.Actors;

/// <summary>Takes the common name of the client's certificate, which the connection has verified.</summary>
internal sealed class CertificateActors : IActorSource
{
    public Actor Identify(ServerCallContext context)
    {
        if (context.GetHttpContext().Connection.ClientCertificate is not { } certificate)
            throw Refusals.ActorMissing("The call has no client certificate.");
        return Actor.TryParse(certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false))
            ?? throw Refusals.ActorMissing("The client certificate's common name is not 1 to 128 printable ASCII characters.");
    }
}
