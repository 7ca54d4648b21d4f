using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Border.Headquarters;

/// <summary>Serves the files of the web application; whatever is no file is a page of the application itself.</summary>
internal static class PageHosting
{
    // The build puts this wherever a style of the application needs the page's nonce.
    private const string NoncePlace = "__CSP_NONCE__";

    private const string Assets = "/assets";
    private const string ForEver = "public, max-age=31536000, immutable";

    private static readonly HttpMethodMetadata Reading = new([HttpMethods.Get, HttpMethods.Head]);

    public static void MapPages(this WebApplication app, WebFiles files)
    {
        var index = File.ReadAllText(files.IndexPath);
        app.UseStaticFiles(new StaticFileOptions { FileProvider = new OwnFiles(new PhysicalFileProvider(files.Folder)), OnPrepareResponse = SetCaching });
        app.MapFallback("{*path:nonfile}", context => WritePageAsync(context, index)).WithMetadata(Reading);
        foreach (var place in new[] { "/api", "/session" })
            app.Map($"{place}/{{**path}}", () => Results.NotFound());
    }

    // Names of assets hold the hash of their content.
    private static void SetCaching(StaticFileResponseContext file) =>
        file.Context.Response.Headers[HeaderNames.CacheControl] = file.Context.Request.Path.StartsWithSegments(Assets) ? ForEver : "no-cache";

    private static Task WritePageAsync(HttpContext context, string index)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        SecurityHeaders.AllowStyles(context.Response, nonce);
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(index.Replace(NoncePlace, nonce, StringComparison.Ordinal), context.RequestAborted);
    }

    /// <summary>All but the page, which goes out with a nonce only.</summary>
    private sealed class OwnFiles(IFileProvider files) : IFileProvider
    {
        public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

        public IFileInfo GetFileInfo(string subpath) =>
            subpath.EndsWith(".html", StringComparison.OrdinalIgnoreCase) ? new NotFoundFileInfo(subpath) : files.GetFileInfo(subpath);

        public IChangeToken Watch(string filter) => NullChangeToken.Singleton;
    }
}
