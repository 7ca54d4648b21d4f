using System.ComponentModel.DataAnnotations;
using Border.ServiceDefaults.Hosting;

namespace Border.Headquarters;

/// <summary>Where browsers are served, who may sign in, and where the services are. The configuration section is <c>Headquarters</c>.</summary>
public sealed class HeadquartersOptions
{
    public const string Section = "Headquarters";

    /// <summary>The issuer whose tokens are made on this machine.</summary>
    public const string LocalIssuer = "local";

    /// <summary>An IP address, <c>localhost</c> or <c>*</c>, with a port; port 0 takes a free one. Only loopback without TLS and an issuer.</summary>
    public string Url { get; set; } = "http://127.0.0.1:5401";

    /// <summary>A PEM file with the certificate that browsers see, and the certificates between it and the authority.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>A PEM file with that certificate's key.</summary>
    public string Key { get; set; } = "";

    /// <summary>The host names that browsers may call it by, separated by commas; empty for those of this machine.</summary>
    public string Hosts { get; set; } = "";

    /// <summary>The folder of the built web application; empty for <c>web</c> beside the program.</summary>
    public string WebRoot { get; set; } = "";

    /// <summary>
    /// The address of the OpenID provider; <c>local</c> for users who hand in a token that was made on this machine; empty for none:
    /// the user of this machine needs no sign-in.
    /// </summary>
    public string Issuer { get; set; } = "";

    /// <summary>The client's id at the provider.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The client's secret at the provider; empty for a client without one, which PKCE guards.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>The scopes that are asked for beside <c>openid</c> and <c>profile</c>, separated by spaces.</summary>
    public string Scopes { get; set; } = "";

    /// <summary>How long a session lasts at most. It ends with its access token, if that is sooner.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00", ErrorMessage = "must be between a minute and a day")]
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(8);

    /// <summary>Where Patrols is.</summary>
    public Uri Patrols { get; set; } = new("http://127.0.0.1:5411");

    /// <summary>Where Persons is.</summary>
    public Uri Persons { get; set; } = new("http://127.0.0.1:5412");

    /// <summary>Where Cases is.</summary>
    public Uri Cases { get; set; } = new("http://127.0.0.1:5413");

    /// <summary>Where Seizures is.</summary>
    public Uri Seizures { get; set; } = new("http://127.0.0.1:5414");

    /// <summary>Where Statistics is.</summary>
    public Uri Statistics { get; set; } = new("http://127.0.0.1:5415");

    /// <summary>A PEM file with the certificate by which the services know this process.</summary>
    public string ClientCertificate { get; set; } = "";

    /// <summary>A PEM file with that certificate's key.</summary>
    public string ClientKey { get; set; } = "";

    /// <summary>A PEM file with the authorities whose certificates the services must have.</summary>
    public string ServiceCa { get; set; } = "";

    internal bool HasTls => Certificate.Length > 0;

    internal bool HasIssuer => Issuer.Length > 0;

    internal bool IsLocalIssuer => Issuer == LocalIssuer;

    internal ServiceListenOptions Identity => new() { Certificate = ClientCertificate, Key = ClientKey, ClientCa = ServiceCa };

    internal IEnumerable<(string Name, Uri Address)> Services =>
        [("patrols", Patrols), ("persons", Persons), ("cases", Cases), ("seizures", Seizures), ("statistics", Statistics)];
}
