using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Border.Headquarters;

/// <summary>Signs users in at the OpenID provider, by the code flow with PKCE, and keeps the sessions of all who are signed in.</summary>
internal static class SignIn
{
    public const string Provider = OpenIdConnectDefaults.AuthenticationScheme;
    public const string Session = CookieAuthenticationDefaults.AuthenticationScheme;
    public const string AccessToken = "access_token";

    private const string SignedOut = "border-signed-out";

    public static void AddSignIn(this IServiceCollection services, HeadquartersOptions headquarters)
    {
        services.AddSingleton<Sessions>();

        // Cookies are worth nothing without the sessions, which end with the process; so may their keys.
        services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        services.AddSingleton<IPostConfigureOptions<CookieAuthenticationOptions>, KeepInSessions>();
        var schemes = services.AddAuthentication(Session).AddCookie(Session, cookie => SetUp(cookie, headquarters));
        if (!headquarters.IsLocalIssuer)
            schemes.AddOpenIdConnect(Provider, provider => SetUp(provider, headquarters));
    }

    /// <summary>Until somebody has signed in, the provider is to ask who it is.</summary>
    public static void NoteSignOut(HttpResponse response) => response.Cookies.Append(SignedOut, "1", OfSignOut(response.HttpContext));

    public static bool IsAfterSignOut(HttpRequest request) => request.Cookies.ContainsKey(SignedOut);

    private static CookieOptions OfSignOut(HttpContext context) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, IsEssential = true };

    private static void SetUp(CookieAuthenticationOptions cookie, HeadquartersOptions headquarters)
    {
        cookie.Cookie.Name = headquarters.HasTls ? "__Host-border-session" : "border-session";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = headquarters.HasTls ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.SlidingExpiration = false;

        // A call by script is told, not sent to another page.
        cookie.Events.OnRedirectToLogin = context => Answer(context.Response, StatusCodes.Status401Unauthorized);
        cookie.Events.OnRedirectToAccessDenied = context => Answer(context.Response, StatusCodes.Status403Forbidden);
    }

    private static void SetUp(OpenIdConnectOptions provider, HeadquartersOptions headquarters)
    {
        provider.Authority = headquarters.Issuer;
        provider.RequireHttpsMetadata = new Uri(headquarters.Issuer).Scheme == Uri.UriSchemeHttps;
        provider.ClientId = headquarters.ClientId;
        provider.ClientSecret = headquarters.ClientSecret is "" ? null : headquarters.ClientSecret;
        provider.ResponseType = OpenIdConnectResponseType.Code;
        provider.ResponseMode = OpenIdConnectResponseMode.Query;
        provider.UsePkce = true;
        provider.SaveTokens = true;
        provider.MapInboundClaims = false;
        provider.SignInScheme = Session;
        provider.CallbackPath = "/session/signed-in";
        foreach (var scope in headquarters.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            provider.Scope.Add(scope);
        foreach (var cookie in new[] { provider.CorrelationCookie, provider.NonceCookie })
            (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
        provider.Events.OnTicketReceived = context => LimitAsync(context, headquarters.SessionLifetime);
        provider.Events.OnRemoteFailure = context =>
        {
            context.HandleResponse();
            context.Response.Redirect("/?sign-in=failed");
            return Task.CompletedTask;
        };
    }

    private static Task LimitAsync(TicketReceivedContext context, TimeSpan lifetime)
    {
        var now = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var properties = context.Properties!;
        var expires = properties.GetTokenValue("expires_at");
        var ofToken = DateTimeOffset.TryParse(expires, CultureInfo.InvariantCulture, out var end) ? end : DateTimeOffset.MaxValue;
        properties.ExpiresUtc = ofToken < now + lifetime ? ofToken : now + lifetime;
        context.Response.Cookies.Delete(SignedOut, OfSignOut(context.HttpContext));
        return Task.CompletedTask;
    }

    private static Task Answer(HttpResponse response, int status)
    {
        response.StatusCode = status;
        return Task.CompletedTask;
    }

    private sealed class KeepInSessions(Sessions sessions) : IPostConfigureOptions<CookieAuthenticationOptions>
    {
        public void PostConfigure(string? name, CookieAuthenticationOptions options) => options.SessionStore = sessions;
    }
}
