using Border.ServiceDefaults.Hosting;
using Border.ServiceDefaults.Tokens;
using Border.Storage;
using Border.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Tests.Hosting;

public sealed class ListenOptionsTests
{
    private const string PrivacyKey = $"--Privacy:Key={StoragePlace.PrivacyKey}";

    [Theory]
    [InlineData("http://127.0.0.1:5400")]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://[::1]:5400")]
    [InlineData("http://localhost:5400")]
    public void Validate_LoopbackWithoutTls_IsRight(string url) => Assert.Empty(Faults(new() { Url = url }));

    [Theory]
    [InlineData("http://0.0.0.0:5400")]
    [InlineData("http://*:5400")]
    [InlineData("http://192.0.2.1:5400")]
    public void Validate_OtherAddressWithoutTls_SaysWhatToSet(string url)
    {
        var fault = Assert.Single(Faults(new() { Url = url }));

        Assert.Contains("Listen:Certificate", fault, StringComparison.Ordinal);
        Assert.Contains("Listen:Key", fault, StringComparison.Ordinal);
        Assert.Contains("Listen:ClientCa", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:5400")]
    [InlineData("ftp://127.0.0.1:5400")]
    [InlineData("http://example.org:5400")]
    [InlineData("http://127.0.0.1:5400/path")]
    [InlineData("http://127.0.0.1:70000")]
    [InlineData("https://127.0.0.1:5400")]
    [InlineData("")]
    public void Validate_UrlThatCannotBe_NamesTheKey(string url) =>
        Assert.StartsWith("Listen:Url", Assert.Single(Faults(new() { Url = url })), StringComparison.Ordinal);

    [Theory]
    [InlineData(-1)]
    [InlineData(65536)]
    [InlineData(5400)]
    public void Validate_HealthPortThatCannotBe_NamesTheKey(int port) =>
        Assert.StartsWith(
            "Listen:HealthPort", Assert.Single(Faults(new() { Url = "http://127.0.0.1:5400", HealthPort = port })), StringComparison.Ordinal);

    [Fact]
    public void Validate_CertificateAlone_AsksForTheRest()
    {
        var faults = Faults(new() { Url = "https://127.0.0.1:5400", Certificate = "no-such-file.pem" });

        Assert.Contains(faults, fault => fault.StartsWith("Listen:Certificate: there is no file", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("Listen:Key must be set", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("Listen:ClientCa must be set", StringComparison.Ordinal));
    }

    [Fact]
    public void Validate_NoAuthorityWhereTokensTellWhoCalls_IsRight()
    {
        using var certificates = new TestCertificates();
        var (certificate, key) = certificates.Issue("cases");

        Assert.Empty(Faults(new() { Url = "https://0.0.0.0:5400", Certificate = certificate, Key = key }, issuer: "local"));
    }

    [Fact]
    public void Validate_AuthorityWithoutACertificate_SaysWhatTheFilesMustBe()
    {
        using var certificates = new TestCertificates();
        var (certificate, key) = certificates.Issue("cases");

        var fault = Assert.Single(Faults(new() { Url = "https://127.0.0.1:5400", Certificate = certificate, Key = key, ClientCa = key }));

        Assert.Contains("must be PEM files", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_KeyOfAnotherCertificate_SaysWhatTheFilesMustBe()
    {
        using var certificates = new TestCertificates();
        var options = new ServiceListenOptions
        {
            Url = "https://127.0.0.1:5400",
            Certificate = certificates.Issue("cases").CertificatePath,
            Key = certificates.Issue("persons").KeyPath,
            ClientCa = certificates.AuthorityPath,
        };

        Assert.Contains("the key without a password and of the certificate", Assert.Single(Faults(options)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Listen:Url=http://0.0.0.0:0", "Listen:Certificate")]
    [InlineData("--Bulk:MaxInFlight=0", "Bulk:MaxInFlight")]
    [InlineData("--Bulk:MaxInFlight=many", "Bulk:MaxInFlight")]
    [InlineData("--Listen:HealthPrt=1", "HealthPrt")]
    [InlineData("--Token:Issuer=local", "Token is no section")]
    [InlineData("--Telemetry:OtlpEndpoint=collector:4317", "Telemetry:OtlpEndpoint")]
    [InlineData("--Telemetry:Endpoint=http://127.0.0.1:4317", "Telemetry:Endpoint")]
    [InlineData("--OTEL_EXPORTER_OTLP_ENDPOINT=collector", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    public async Task Start_WrongOption_StopsWithItsKey(string arg, string key)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(async () => await (await TestHost.StartAsync(args: [arg])).DisposeAsync());

        Assert.Contains(key, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Storage:DataDir is no option", "--Storage:DataDir=/nowhere")]
    [InlineData("Storage:Engine", "--Storage:Engine=Postgre")]
    [InlineData("Storage:QueueCapacity", "--Storage:QueueCapacity=0")]
    [InlineData("Storage:ConnectionString must be set", "--Storage:Engine=Postgres", PrivacyKey)]
    [InlineData("Storage:ConnectionString cannot be read", "--Storage:Engine=Postgres", PrivacyKey, "--Storage:ConnectionString=127.0.0.1")]
    [InlineData("Storage:ConnectionString cannot be read", "--Storage:Engine=Postgres", PrivacyKey, "--Storage:ConnectionString=Host=127.0.0.1;Pasword=x")]
    [InlineData("Storage:ConnectionString must name a server", "--Storage:Engine=Postgres", PrivacyKey, "--Storage:ConnectionString=Username=border")]
    [InlineData("Storage:ConnectionString must not name a database", "--Storage:Engine=Postgres", PrivacyKey, "--Storage:ConnectionString=Host=127.0.0.1;DB=x")]
    public async Task Start_WrongStorage_StopsWithOneLine(string line, params string[] args)
    {
        var error = await Record.ExceptionAsync(async () => await (await TestHost.StartAsync(
            configure: builder => builder.Services.AddDocumentStore("one").AddDocumentStore("two"), args: args)).DisposeAsync());

        Assert.Contains(line, Assert.Single(ServiceProcess.FailuresOf(error!) ?? []), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Storage:Engine=Postgre")]
    [InlineData("--Storage:QueueCapacity=0", "--Bulk:MaxInFlight=0")]
    public async Task Start_WrongOption_LogsNothingBesidesItsLine(params string[] args)
    {
        using var log = new CapturedLog();

        await Assert.ThrowsAnyAsync<Exception>(async () => await (await TestHost.StartAsync(
            configure: builder => builder.Services.AddDocumentStore("one").AddLogging(logs => logs.AddProvider(log)), args: args)).DisposeAsync());

        Assert.Empty(log.Entries);
    }

    [Fact]
    public async Task Run_WrongOption_EndsWithItsOwnExitCode() =>
        Assert.Equal(78, await ServiceProcess.RunAsync(["--Listen:Url=http://0.0.0.0:0"], "border-test", 0, _ => { }, _ => { }));

    [Fact]
    public async Task Start_KestrelSectionWithAnotherEndpoint_IgnoresIt()
    {
        await using var host = await TestHost.StartAsync(args: ["--Kestrel:Endpoints:Open:Url=http://0.0.0.0:0"]);

        Assert.Equal("127.0.0.1", host.Uri.Host);
    }

    private static string[] Faults(ServiceListenOptions options, string issuer = "") =>
        [.. new ServiceListenOptionsCheck(Options.Create(new TokenOptions { Issuer = issuer })).Validate(null, options).Failures ?? []];
}
