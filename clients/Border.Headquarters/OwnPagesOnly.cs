namespace Border.Headquarters;

/// <summary>
/// Takes calls of this origin's pages only. A page of another origin cannot set the header without being asked for leave first, which
/// nothing here gives; what browsers say about where a call comes from is looked at besides.
/// </summary>
internal static class OwnPagesOnly
{
    public const string Header = "x-border-web";

    public static void UseOwnPagesOnly(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || IsOwn(context.Request))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    });

    private static bool IsOwn(HttpRequest request) =>
        request.Headers[Header] == "1"
        && request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin"
        && (request.Headers.Origin.Count == 0 || request.Headers.Origin == $"{request.Scheme}://{request.Host}");
}
