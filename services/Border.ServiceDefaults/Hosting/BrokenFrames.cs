using System.Globalization;
using Border.ServiceDefaults.Errors;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Border.ServiceDefaults.Hosting;

/// <summary>
/// Answers a frame that cannot be read, or is too large, as what it is, a wrong request. The framework reads the frames of a unary call before
/// the interceptor, and answers UNKNOWN, or RESOURCE_EXHAUSTED without details, by which callers would send it again; nothing else here does, since
/// that gives every fault a status with details.
/// </summary>
internal static class BrokenFrames
{
    private const string StatusHeader = "grpc-status";
    private const string MessageHeader = "grpc-message";
    private const string DetailsHeader = "grpc-status-details-bin";

    private static readonly string Unknown = Text(StatusCode.Unknown);
    private static readonly string Exhausted = Text(StatusCode.ResourceExhausted);
    private static readonly RefusalException TooLarge = Refusals.RequestTooLarge();
    private static readonly string TooLargeDetails =
        Convert.ToBase64String(RichStatus.ToRpc(TooLarge).Trailers.Single(trailer => trailer.Key == DetailsHeader).ValueBytes);

    public static void UseBrokenFrameAnswers(this IApplicationBuilder app) => app.Use(next => context => AnswerAsync(next, context));

    private static async Task AnswerAsync(RequestDelegate next, HttpContext context)
    {
        await next(context);
        var hasStarted = context.Response.HasStarted;
        var answer = hasStarted ? context.Features.Get<IHttpResponseTrailersFeature>()?.Trailers : context.Response.Headers;
        if (answer is null || answer.IsReadOnly)
            return;
        if (!hasStarted && answer[StatusHeader] == Unknown)
            Tell(answer, Refusals.Malformed());
        if (answer[StatusHeader] == Exhausted && !answer.ContainsKey(DetailsHeader))
        {
            Tell(answer, TooLarge);
            answer[DetailsHeader] = TooLargeDetails;
        }
    }

    private static void Tell(IHeaderDictionary answer, RefusalException refusal)
    {
        answer[StatusHeader] = Text(refusal.Code);
        answer[MessageHeader] = refusal.Message;
    }

    private static string Text(StatusCode code) => ((int)code).ToString(CultureInfo.InvariantCulture);
}
