using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.Net.Http.Headers;

namespace Border.Headquarters;

/// <summary>What the pages ask about the session, and how it begins and ends.</summary>
internal static class SessionEndpoints
{
    private const string LocalUser = "local";

    public static void MapSession(this WebApplication app, HeadquartersOptions headquarters)
    {
        var session = app.MapGroup("/session");
        session.MapGet("", (HttpContext context) => Tell(context, headquarters));
        if (!headquarters.HasIssuer)
            return;
        if (headquarters.IsLocalIssuer)
            session.MapPost("/token", (HttpContext context, TimeProvider clock) => TokenSignIn.BeginAsync(context, headquarters, clock));
        else
            session.MapGet("/sign-in", (HttpContext context, string? to) => Begin(context, to));
        session.MapPost("/sign-out", SignOutAsync).RequireAuthorization();
    }

    // Whoever signed out here has not at the provider, which would take the next one for them.
    private static IResult Begin(HttpContext context, string? to) => Results.Challenge(
        new OpenIdConnectChallengeProperties
        {
            RedirectUri = IsOwnPage(to) ? to : "/",
            Prompt = SignIn.IsAfterSignOut(context.Request) ? OpenIdConnectPrompt.Login : null,
        },
        [SignIn.Provider]);

    private static IResult Tell(HttpContext context, HeadquartersOptions headquarters)
    {
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
        var isSignedIn = context.User.Identity is { IsAuthenticated: true };
        var local = headquarters.HasIssuer ? "" : LocalUser;
        return Results.Json(new
        {
            needsSignIn = headquarters.HasIssuer && !isSignedIn,
            byToken = headquarters.IsLocalIssuer,
            canSignOut = isSignedIn,
            subject = isSignedIn ? SessionClaims.SubjectOf(context.User) : local,
            user = isSignedIn ? SessionClaims.NameOf(context.User) : local,
            roles = SessionClaims.RolesOf(context.User),
            areas = SessionClaims.AreasOf(context.User),
        });
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, Sessions sessions, bool everywhere = false)
    {
        if (everywhere && context.User.FindFirst(SessionClaims.Subject) is { } subject)
            await sessions.RemoveAllOfAsync(subject.Value);
        await context.SignOutAsync(SignIn.Session);
        SignIn.NoteSignOut(context.Response);
        return Results.NoContent();
    }

    /// <summary>A path of this origin, and no address that a browser would take for another one.</summary>
    private static bool IsOwnPage(string? to) => to is ['/', not ('/' or '\\'), ..] && !to.AsSpan().ContainsAnyInRange('\0', '\u001f');
}
