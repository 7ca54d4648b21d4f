namespace Border.ServiceDefaults.Observability;

/// <summary>Where traces, metrics and logs go. The configuration section is <c>Telemetry</c>.</summary>
public sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>The http or https address of a collector that takes OTLP; empty for that of the standard variable, if there is one.</summary>
    public string OtlpEndpoint { get; set; } = "";
}
