using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Border.Cases.V1;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Tokens;
using Border.Testing;
using Border.Type.V1;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Tests.Tokens;

/// <summary>Tokens that are made on this machine, and tokens that only look like them.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class TokenTests : IAsyncLifetime
{
    private readonly ScratchFolder _folder = new();
    private readonly ECDsa _key = ECDsa.Create();
    private TestHost _host = null!;
    private HostileTokens _tokens = null!;
    private Actor? _seen;

    public async Task InitializeAsync()
    {
        _host = await StartAsync();
        _key.ImportFromPem(await File.ReadAllTextAsync(_folder.File(LocalKey.FileName)));
        _tokens = new(_key, TimeProvider.System.GetUtcNow());
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _tokens.Dispose();
        _key.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Call_WithAToken_HasItsRights()
    {
        await CallAsync(_tokens.Good);

        Assert.Equal(("officer-7", "U-1", false, false), (_seen!.Id, _seen.Unit, _seen.IsService, _seen.IsLocalUser));
        Assert.Equal([Role.Supervisor], _seen.Roles.Each());
        Assert.Equal(["53"], _seen.Areas.Codes);
    }

    [Fact]
    public async Task Call_WithAnyHostileToken_IsRefusedAndToldNothing()
    {
        var hostile = _tokens.All().ToList();
        var taken = new List<string>();
        foreach (var (name, token) in hostile)
        {
            var error = await Record.ExceptionAsync(() => CallAsync(token)) as RpcException;
            if (error is not { StatusCode: StatusCode.Unauthenticated, Status.Detail: "The token is not accepted." })
                taken.Add($"{name}: {error?.Status}");
        }

        Assert.True(hostile.Count >= 40, $"{hostile.Count} tokens");
        Assert.Empty(taken);
        Assert.Null(_seen);
    }

    [Fact]
    public async Task Call_OnLoopbackWithoutAToken_IsRefused()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => CallAsync(new Metadata { { "border-actor", "chief" } }));

        Assert.Equal((StatusCode.Unauthenticated, "ERROR_REASON_ACTOR_MISSING"), (error.StatusCode, error.Reason()));
    }

    [Theory]
    [InlineData("Basic YTpi")]
    [InlineData("Bearer")]
    [InlineData("bearer  ")]
    public async Task Call_WithAnotherAuthorization_IsRefused(string authorization)
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => CallAsync(new Metadata { { "authorization", authorization } }));

        Assert.Equal("ERROR_REASON_TOKEN_NOT_ACCEPTED", error.Reason());
    }

    [Fact]
    public async Task Call_WithTwoTokens_IsRefused()
    {
        var headers = new Metadata { { "authorization", $"Bearer {_tokens.Good}" }, { "authorization", $"Bearer {_tokens.Good}" } };

        var error = await Assert.ThrowsAsync<RpcException>(() => CallAsync(headers));

        Assert.Equal(StatusCode.Unauthenticated, error.StatusCode);
    }

    [Theory]
    [InlineData("somebody")]
    [InlineData("")]
    public async Task Call_WithAGuessedSecretOfTheProcess_IsRefused(string secret)
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => CallAsync(new Metadata { { OwnCalls.Header, secret } }));

        Assert.Equal(StatusCode.Unauthenticated, error.StatusCode);
    }

    [Fact]
    public async Task Call_WithATokenThatEndsWithinTheSkew_IsTaken()
    {
        await CallAsync(_tokens.Signed(HostileTokens.Header(), _tokens.With("exp", TimeProvider.System.GetUtcNow().AddSeconds(-10).ToUnixTimeSeconds())));

        Assert.Equal("officer-7", _seen!.Id);
    }

    [Fact]
    public async Task Read_TokenThatIsRemembered_IsRefusedOnceItHasEnded()
    {
        var clock = new SetClock(TimeProvider.System.GetUtcNow());
        var (issuer, options) = (_host.Services.GetRequiredService<IIssuerKeys>(), _host.Services.GetRequiredService<IOptions<TokenOptions>>());
        var (reader, token) = (new TokenReader(issuer, options, clock, new(clock, NullLogger<RefusedTokens>.Instance)), _tokens.Good);
        Assert.Same(await reader.ReadAsync(token), await reader.ReadAsync(token));

        clock.Now += TimeSpan.FromHours(2);

        await Assert.ThrowsAsync<RefusalException>(async () => await reader.ReadAsync(token));
    }

    [Fact]
    public async Task Call_WithOneRoleThatIsNoList_HasIt()
    {
        await CallAsync(_tokens.Signed(HostileTokens.Header(), _tokens.With("border_roles", "auditor")));

        Assert.Equal([Role.Auditor], _seen!.Roles.Each());
    }

    [Fact]
    public async Task Call_WithRolesThatAreNotKnown_HasNone()
    {
        await Record.ExceptionAsync(() => CallAsync(_tokens.Signed(HostileTokens.Header(), _tokens.With("border_roles", new JsonArray("emperor", 5)))));

        Assert.True(_seen is null || _seen.Roles.IsEmpty);
    }

    [Fact]
    public void Start_Key_IsReadableByItsOwnerOnly() =>
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File(LocalKey.FileName)));

    [Fact]
    public async Task Start_Again_TakesTokensOfTheSameKey()
    {
        await _host.DisposeAsync();
        _host = await StartAsync();

        await CallAsync(_tokens.Good);

        Assert.Equal("officer-7", _seen!.Id);
    }

    [Fact]
    public async Task Start_KeyThatOthersMayRead_StopsTheProcess()
    {
        File.SetUnixFileMode(_folder.File(LocalKey.FileName), UnixFileMode.UserRead | UnixFileMode.GroupRead);

        var error = await Assert.ThrowsAsync<OptionsValidationException>(StartAsync);

        Assert.Contains("0600", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_KeyThatIsNone_StopsTheProcess()
    {
        await File.WriteAllTextAsync(_folder.File(LocalKey.FileName), "no key");

        await Assert.ThrowsAsync<OptionsValidationException>(StartAsync);
    }

    [Fact]
    public async Task Call_WithATokenOfACertifiedKey_HasItsRights()
    {
        using var authority = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var tokens = new HostileTokens(authority, TimeProvider.System.GetUtcNow());
        await _host.DisposeAsync();
        _host = await StartAsync(await CertificateOf(new CertificateRequest("CN=border-trial-ca", authority, HashAlgorithmName.SHA256)));

        await CallAsync(tokens.Good);
        var error = await Assert.ThrowsAsync<RpcException>(() => CallAsync(_tokens.Good));

        Assert.Equal([Role.Supervisor], _seen!.Roles.Each());
        Assert.Equal(StatusCode.Unauthenticated, error.StatusCode);
    }

    [Fact]
    public async Task Start_CertificateThatIsNone_StopsTheProcess()
    {
        using var rsa = RSA.Create(2048);
        string[] wrong =
        [
            _folder.File("missing.crt"),
            _folder.File(LocalKey.FileName),
            await CertificateOf(new CertificateRequest("CN=border-trial-ca", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
        ];

        foreach (var file in wrong)
            await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(file));
    }

    [Fact]
    public async Task Start_CertificateBesideAProvider_StopsWithTheKey()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(
            () => TestHost.StartAsync(args: ["--Tokens:Issuer=https://provider.example.org", "--Tokens:Certificate=ca.crt"]));

        Assert.Contains("Tokens:Certificate", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://provider.example.org")]
    [InlineData("border")]
    [InlineData("ftp://127.0.0.1")]
    public async Task Start_IssuerThatCannotBe_StopsWithTheKey(string issuer)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => TestHost.StartAsync(args: $"--Tokens:Issuer={issuer}"));

        Assert.Contains("Tokens:Issuer", error.Message, StringComparison.Ordinal);
    }

    private async Task<string> CertificateOf(CertificateRequest request)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var path = _folder.File("ca.crt");
        await File.WriteAllTextAsync(path, certificate.ExportCertificatePem());
        return path;
    }

    private Task<TestHost> StartAsync() => StartAsync("");

    private Task<TestHost> StartAsync(string certificate) => TestHost.StartAsync(
        new ScriptedCases
        {
            Get = (_, context) =>
            {
                _seen = context.Actor();
                return Task.FromResult(new Case());
            },
        },
        builder => builder.Services.Configure<Border.Storage.StorageOptions>(storage => storage.DataDirectory = _folder.Path),
        args: ["--Tokens:Issuer=local", $"--Tokens:Certificate={certificate}"]);

    private Task CallAsync(string token) => CallAsync(new Metadata { { "authorization", $"Bearer {token}" } });

    private async Task CallAsync(Metadata headers) => await _host.Cases.GetCaseAsync(new GetCaseRequest { Name = "cases/a" }, headers);
}
