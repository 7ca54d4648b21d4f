using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Border.Testing;

namespace Border.Headquarters.Tests;

public sealed class CertificateTests
{
    private const string Name = "headquarters";

    [Fact]
    public async Task Listener_AfterItsCertificateWasRenewed_ShowsTheNewOneToThoseWhoComeThen()
    {
        using var certificates = new TestCertificates();
        using var renewed = new TestCertificates();
        var (certificate, key) = certificates.Issue(Name);
        var expected = ThumbprintOf(renewed.Issue(Name).CertificatePath);
        await using var headquarters = await RunningHeadquarters.StartAsync(
            0, ("Headquarters:Url", "https://127.0.0.1:0"), ("Headquarters:Certificate", certificate), ("Headquarters:Key", key));
        Assert.Equal(ThumbprintOf(certificate), await ShownAsync(headquarters.Uri));

        // Not both at once, as it may well happen: between the two they do not fit, and the old one goes on.
        certificates.ReplaceBy(renewed, $"{Name}.pem");
        Assert.NotEqual(expected, await ShownAsync(headquarters.Uri));
        certificates.ReplaceBy(renewed, $"{Name}.key");

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await ShownAsync(headquarters.Uri) != expected)
            await Task.Delay(50, deadline.Token);
    }

    private static string ThumbprintOf(string path)
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(path);
        return certificate.Thumbprint;
    }

    /// <summary>What a browser that connects now is shown.</summary>
    private static async Task<string> ShownAsync(Uri address)
    {
        var shown = "";
        using var connection = new TcpClient(address.Host, address.Port);
        await using var tls = new SslStream(connection.GetStream(), leaveInnerStreamOpen: false, (_, certificate, _, _) =>
        {
            shown = ((X509Certificate2)certificate!).Thumbprint;
            return shown.Length > 0;
        });
        await tls.AuthenticateAsClientAsync(address.Host);
        return shown;
    }
}
