using System.Net;
using Border.ServiceDefaults.Access;
using Border.ServiceDefaults.Hosting;
using Microsoft.AspNetCore.Authentication;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Border.Headquarters;

/// <summary>Passes the pages' gRPC-Web calls on to the services, with the user's identity: <c>/api/cases/border.cases.v1.CaseService/GetCase</c>.</summary>
internal static class ServiceForwarding
{
    private const string LocalUser = "local";

    // What the page reads personal data for is its user's to say. All else that a browser sends is none of the services' business, and what it says of itself is not believed.
    private static readonly string[] PassedHeaders = ["Content-Type", "Accept", "X-Grpc-Web", "X-User-Agent", "Grpc-Timeout", "Grpc-Encoding", "Grpc-Accept-Encoding", "traceparent", Caller.PurposeHeader];

    private static readonly ForwarderRequestConfig Http2 = new()
    {
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        ActivityTimeout = TimeSpan.FromMinutes(2),
    };

    public static void MapServices(this WebApplication app, HeadquartersOptions headquarters)
    {
        var files = HeadquartersHosting.FilesOf(app.Services, headquarters.Identity);
        var transforms = app.Services.GetRequiredService<ITransformBuilder>();
        foreach (var (name, address) in headquarters.Services)
        {
            var client = new HttpMessageInvoker(ServiceChannels.CreateHandler(address, files));
            app.Lifetime.ApplicationStopped.Register(client.Dispose);
            var transformer = transforms.Create(context => SetUp(context, name, headquarters.HasIssuer));
            var calls = app.MapForwarder($"/api/{name}/{{service:regex(^border\\.)}}/{{method}}", address.ToString(), Http2, transformer, client);
            calls.WithMetadata(new HttpMethodMetadata([HttpMethods.Post]));
            if (headquarters.HasIssuer)
                calls.RequireAuthorization();
        }
    }

    /// <summary>A call that is passed on, such as a stream that stays open, ends with the session that it was begun in.</summary>
    public static void UseSessionEnds(this WebApplication app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) && Sessions.EndOf(context).CanBeCanceled,
        calls => calls.Use(async (context, next) =>
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, Sessions.EndOf(context));
            context.RequestAborted = either.Token;
            await next(context);
        }));

    private static void SetUp(TransformBuilderContext context, string name, bool hasIssuer)
    {
        context.UseDefaultForwarders = false;
        context.AddPathRemovePrefix($"/api/{name}");
        context.AddRequestHeadersAllowed(PassedHeaders);
        context.AddRequestTransform(async call =>
        {
            if (hasIssuer)
                call.ProxyRequest.Headers.Authorization = new("Bearer", await call.HttpContext.GetTokenAsync(SignIn.Session, SignIn.AccessToken));
            else
                call.ProxyRequest.Headers.Add("border-actor", LocalUser);
        });
    }
}
