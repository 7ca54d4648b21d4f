using System.Security.Claims;
using Border.Cases.V1;
using Border.ServiceDefaults.Hosting;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Border.Headquarters;

/// <summary>
/// Signs users in on a machine that is its own issuer: they hand in a token that was made on it. Whether it is good the services
/// say, which alone have the key; from then on it stays in this process, as one of a provider does.
/// </summary>
internal static class TokenSignIn
{
    private const int MaxBytes = 16 * 1024;

    /// <summary>The body is the token alone.</summary>
    /// <returns>204 when a session has begun; 400 when the token is not accepted; 409 when there is a session; 503 when no service can say.</returns>
    public static async Task<IResult> BeginAsync(HttpContext context, HeadquartersOptions headquarters, TimeProvider clock)
    {
        if (context.User.Identity is { IsAuthenticated: true })
            return Results.Conflict();
        if (await ReadTokenAsync(context.Request) is not { } token)
            return Results.BadRequest();
        try
        {
            await AskServiceAsync(headquarters.Cases, HeadquartersHosting.FilesOf(context.RequestServices, headquarters.Identity), token, clock, context.RequestAborted);
        }
        catch (RpcException refused)
        {
            return refused.StatusCode == StatusCode.Unauthenticated ? Results.BadRequest() : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        await SignInAsync(context, token, clock.GetUtcNow() + headquarters.SessionLifetime);
        return Results.NoContent();
    }

    /// <returns>Null when it is nothing that a service needs to be asked about.</returns>
    private static async Task<string?> ReadTokenAsync(HttpRequest request)
    {
        if (request.ContentLength is null or > MaxBytes)
            return null;
        using var reader = new StreamReader(request.Body);
        var text = (await reader.ReadToEndAsync(request.HttpContext.RequestAborted)).Trim();
        return text.All(char.IsAscii) && new JsonWebTokenHandler().CanReadToken(text) ? text : null;
    }

    // It is answered to everybody who is known, whatever their roles and areas.
    private static async Task AskServiceAsync(Uri service, TlsFiles files, string token, TimeProvider clock, CancellationToken ct)
    {
        using var channel = GrpcChannel.ForAddress(service, new GrpcChannelOptions
        {
            HttpHandler = ServiceChannels.CreateHandler(service, files),
            DisposeHttpClient = true,
        });
        var deadline = clock.GetUtcNow().AddSeconds(5).UtcDateTime;
        await new CaseService.CaseServiceClient(channel).ListOffencesAsync(new(), new Metadata { { "authorization", $"Bearer {token}" } }, deadline, ct);
    }

    private static Task SignInAsync(HttpContext context, string token, DateTimeOffset latest)
    {
        var read = new JsonWebToken(token);
        var user = new ClaimsIdentity(read.Claims, SignIn.Session, SessionClaims.Subject, SessionClaims.Roles);
        var end = new DateTimeOffset(read.ValidTo, TimeSpan.Zero);
        var properties = new AuthenticationProperties { ExpiresUtc = end < latest ? end : latest };
        properties.StoreTokens([new() { Name = SignIn.AccessToken, Value = token }]);
        return context.SignInAsync(SignIn.Session, new(user), properties);
    }
}
