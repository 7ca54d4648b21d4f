using Microsoft.Net.Http.Headers;

namespace Border.Headquarters;

/// <summary>What a browser is told not to do with an answer.</summary>
internal static class SecurityHeaders
{
    private const string OneYear = "max-age=31536000";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers[HeaderNames.ContentSecurityPolicy] = Policy("'self'");
        headers[HeaderNames.XContentTypeOptions] = "nosniff";
        headers[HeaderNames.XFrameOptions] = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (context.Request.IsHttps)
            headers[HeaderNames.StrictTransportSecurity] = OneYear;
        return next(context);
    });

    /// <summary>Lets the page add styles that carry this nonce. Scripts come from files only.</summary>
    public static void AllowStyles(HttpResponse response, string nonce) =>
        response.Headers[HeaderNames.ContentSecurityPolicy] = Policy($"'self' 'nonce-{nonce}'");

    // What a page has made itself, such as of an attachment that it has read, is no file of another origin: blob.
    private static string Policy(string styles) =>
        $"default-src 'none'; script-src 'self'; style-src {styles}; img-src 'self' data: blob:; frame-src blob:; font-src 'self'; connect-src 'self'; " +
        "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
}
