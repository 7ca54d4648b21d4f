using System.Globalization;
using Border.ServiceDefaults.Errors;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Border.ServiceDefaults.Hosting;

/// <summary>
/// Answers a frame that cannot be read as what it is, a wrong request. The framework reads the frames of a unary call before
/// the interceptor, and answers UNKNOWN; nothing else here does, since that gives every fault a status.
/// </summary>
internal static class BrokenFrames
{
    private const string StatusHeader = "grpc-status";
    private const string MessageHeader = "grpc-message";

    private static readonly string Unknown = Text(StatusCode.Unknown);

    public static void UseBrokenFrameAnswers(this IApplicationBuilder app) => app.Use(next => context => AnswerAsync(next, context));

    private static async Task AnswerAsync(RequestDelegate next, HttpContext context)
    {
        await next(context);
        var headers = context.Response.Headers;
        if (context.Response.HasStarted || headers[StatusHeader] != Unknown)
            return;
        var refusal = Refusals.Malformed();
        headers[StatusHeader] = Text(refusal.Code);
        headers[MessageHeader] = refusal.Message;
    }

    private static string Text(StatusCode code) => ((int)code).ToString(CultureInfo.InvariantCulture);
}
