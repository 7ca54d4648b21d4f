using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Errors;
using Grpc.Core;

namespace Border.ServiceDefaults.Tokens;

/// <summary>
/// Believes the token of a call, wherever it comes from. Without one, the call is another service's, known by its certificate,
/// or this process's own. A certificate beside a token gives no rights: those of the caller decide.
/// </summary>
internal sealed class TokenActors(TokenReader tokens, OwnCalls own) : IActorSource
{
    private const string Scheme = "Bearer ";

    public async ValueTask<Actor> IdentifyAsync(ServerCallContext context)
    {
        var header = context.GetHttpContext().Request.Headers.Authorization;
        if (header.Count == 0)
        {
            return own.TryIdentify(context) ?? CertificateActors.TryIdentify(context)
                ?? throw Refusals.ActorMissing("The call has no token. Send it in the header authorization, after the word Bearer.");
        }

        var text = header.ToString();
        if (header.Count > 1 || !text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            throw Refusals.TokenNotAccepted();
        return await tokens.ReadAsync(text[Scheme.Length..].Trim());
    }
}
