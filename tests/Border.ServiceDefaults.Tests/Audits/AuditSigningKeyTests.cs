using System.Security.Cryptography;
using Border.ServiceDefaults.Audits;
using Border.ServiceDefaults.Privacy;
using Border.Storage;
using Border.Testing;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Tests.Audits;

public sealed class AuditSigningKeyTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_OfProcessesWithOnePrivacyKey_IsOneKeyAndLeavesNoFile()
    {
        using var one = Of(StoragePlace.PrivacyKey);
        using var other = Of(StoragePlace.PrivacyKey);
        byte[] signed = [1, 2, 3];

        var signature = one.Open().SignData(signed, HashAlgorithmName.SHA256);

        Assert.True(other.Open().VerifyData(signed, signature, HashAlgorithmName.SHA256));
        Assert.Equal(one.Open().ExportSubjectPublicKeyInfo(), other.Open().ExportSubjectPublicKeyInfo());
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Open_WithAnotherPrivacyKey_IsAnotherKey()
    {
        using var one = Of(StoragePlace.PrivacyKey);
        using var other = Of(Convert.ToBase64String(new byte[32]));

        Assert.NotEqual(one.Open().ExportSubjectPublicKeyInfo(), other.Open().ExportSubjectPublicKeyInfo());
    }

    [Fact]
    public void Open_WithoutAPrivacyKey_IsMadeInTheDataDirectoryAndStays()
    {
        using var first = Of("");
        var made = first.Open().ExportSubjectPublicKeyInfo();

        // Also when a key is set later: what was signed keeps its key.
        using var later = Of(StoragePlace.PrivacyKey);
        Assert.Equal(made, later.Open().ExportSubjectPublicKeyInfo());
        var file = Assert.Single(Directory.GetFiles(_folder.Path), file => file.EndsWith("audit-signing.pem", StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    private AuditSigningKey Of(string key)
    {
        var privacy = Options.Create(new PrivacyOptions { Key = key });
        var storage = Options.Create(new StorageOptions { DataDirectory = _folder.Path });
        return new(Options.Create(new AuditOptions()), privacy, storage, new(privacy, storage));
    }
}
