namespace Border.ServiceDefaults.Hosting;

/// <summary>Where the process listens, and with what keys. The configuration section is <c>Listen</c>.</summary>
public sealed class ServiceListenOptions
{
    public const string Section = "Listen";

    /// <summary>An IP address, <c>localhost</c> or <c>*</c>, with a port; port 0 takes a free one. Only loopback without TLS.</summary>
    public string Url { get; set; } = "";

    /// <summary>A PEM file with the certificate of this process, and the certificates between it and the authority.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>A PEM file with the certificate's key.</summary>
    public string Key { get; set; } = "";

    /// <summary>
    /// A PEM file with the authorities whose certificates clients, and servers that are called, must have. Each is believed by itself, roots and those
    /// below one alike: whoever has a certificate of one of them, for whatever use it was made, is a service.
    /// </summary>
    public string ClientCa { get; set; } = "";

    /// <summary>A port on all addresses for probes: it answers grpc.health.v1 without TLS, and nothing else. 0 for none.</summary>
    public int HealthPort { get; set; }

    internal bool HasTls => Certificate.Length > 0;
}
