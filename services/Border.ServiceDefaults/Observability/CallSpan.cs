using System.Diagnostics;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;

namespace Border.ServiceDefaults.Observability;

/// <summary>What is told of one call: nothing of its content.</summary>
internal readonly struct CallSpan
{
    private const string Probes = "/grpc.health.";

    private readonly string _method;
    private readonly long _started;
    private readonly TimeProvider _clock;
    private readonly Activity? _activity;

    public CallSpan(ServerCallContext context, TimeProvider clock)
    {
        (_method, _clock, _started) = (context.Method, clock, clock.GetTimestamp());
        _activity = context.GetHttpContext().Features.Get<IHttpActivityFeature>()?.Activity;
        if (_activity is null)
            return;
        if (_method.StartsWith(Probes, StringComparison.Ordinal))
            _activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        if (_activity.IsAllDataRequested)
            Describe(_activity);
    }

    public void End(StatusCode code)
    {
        if (Telemetry.CallDuration.Enabled)
            Measure(code);
        if (_activity is not { IsAllDataRequested: true })
            return;
        _activity.SetTag("rpc.grpc.status_code", (int)code);
        if (code is StatusCode.Internal or StatusCode.Unknown or StatusCode.Unavailable or StatusCode.DataLoss)
            _activity.SetStatus(ActivityStatusCode.Error);
    }

    private void Describe(Activity activity)
    {
        var (service, method) = Names();
        activity.DisplayName = $"{service}/{method}";
        activity.SetTag("rpc.system", "grpc");
        activity.SetTag("rpc.service", service);
        activity.SetTag("rpc.method", method);
    }

    private void Measure(StatusCode code)
    {
        var (service, method) = Names();
        var tags = new TagList
        {
            { "rpc.system", "grpc" },
            { "rpc.service", service },
            { "rpc.method", method },
            { "rpc.grpc.status_code", (int)code },
        };
        Telemetry.CallDuration.Record(_clock.GetElapsedTime(_started).TotalSeconds, tags);
    }

    private (string Service, string Method) Names()
    {
        var slash = _method.LastIndexOf('/');
        return (_method[1..slash], _method[(slash + 1)..]);
    }
}
