using Border.ServiceDefaults.Privacy;
using Border.Storage;
using Border.Storage.Keys;
using Border.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Tests.Privacy;

public sealed class SqliteMasterKeyTests() : MasterKeySuite(StorageEngineKind.Sqlite)
{
    private string Own => Path.Combine(Place.Options.DataDirectory, "privacy.key");

    [Fact]
    public async Task OwnKey_WhereThereAreKeysUnderOneThatIsGone_IsNotMadeAnew()
    {
        await Keys.AddAsync(new Dictionary<string, byte[]> { ["cases/a"] = [1] }, default);

        var fault = Assert.Throws<StorageUnavailableException>(() => Owning().For("any"));

        Assert.Contains(Own, fault.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Own));
    }

    [Fact]
    public async Task OwnKey_ThatComesBack_IsRead()
    {
        var before = Owning().For("any");
        await TestKeys.RingOf(Keys, Owning()).TakeAsync(default);
        File.Move(Own, $"{Own}.aside");
        var master = Owning();
        Assert.Throws<StorageUnavailableException>(() => master.For("any"));

        File.Move($"{Own}.aside", Own);

        Assert.Equal(before, master.For("any"));
    }

    [Fact]
    public void OwnKey_ThatIsCutOff_IsRefused()
    {
        File.WriteAllText(Own, "Zm9yIHRlc3Rz");

        Assert.Throws<StorageUnavailableException>(() => Owning().For("any"));
    }

    private MasterKey Owning() => new(Options.Create(new PrivacyOptions()), Options.Create(Place.Options));
}

public sealed class PostgresMasterKeyTests() : MasterKeySuite(StorageEngineKind.Postgres);

/// <summary>The secret of a process and the keys that it finds, on each engine.</summary>
public abstract class MasterKeySuite(StorageEngineKind engine) : IAsyncLifetime
{
    private KeyDatabase database = null!;

    private protected StoragePlace Place { get; private set; } = null!;

    private protected IKeyStore Keys => database.Store;

    public async Task InitializeAsync()
    {
        Place = await StoragePlace.NewAsync(engine);
        database = new(Place.Options, "test", TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        await database.DisposeAsync();
        Place.Dispose();
    }

    [Fact]
    public async Task Keys_UnderAnotherSecret_AreNeitherGivenNorMadeAndTheSettingIsTold()
    {
        var key = await TestKeys.RingOf(Keys, TestKeys.Master).TakeAsync(default);
        using var log = new CapturedLog();
        using var logs = LoggerFactory.Create(builder => builder.AddProvider(log));
        var proof = new SecretProof("test", Keys, TestKeys.Other, TestKeys.SearchOf(TestKeys.Other), logs.CreateLogger<SecretProof>());
        var ring = new KeyRing("test", Keys, TestKeys.Other, proof, TimeProvider.System, logs.CreateLogger<KeyRing>());

        await Assert.ThrowsAsync<StorageUnavailableException>(() => ring.TakeAsync(default).AsTask());
        await Assert.ThrowsAsync<StorageUnavailableException>(() => ring.GetAsync(key.Name, "cases/a", default).AsTask());
        await Assert.ThrowsAsync<StorageUnavailableException>(() => ring.FindAsync([key.Name], isFresh: true, default));

        var (level, text) = Assert.Single(log.Entries);
        Assert.Equal(LogLevel.Critical, level);
        Assert.Contains("Privacy:Key", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(new byte[32]), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_OfBeforeTheSecretLeftAProof_ProveIt()
    {
        await Keys.AddAsync(new Dictionary<string, byte[]> { ["keys/1"] = TestKeys.Master.Wrap(new byte[32], "keys/1") }, default);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => TestKeys.RingOf(Keys, TestKeys.Other).TakeAsync(default).AsTask());
        Assert.Empty(await Keys.FindAsync([SecretProof.Master], default));
        await TestKeys.RingOf(Keys, TestKeys.Master).TakeAsync(default);

        Assert.Single(await Keys.FindAsync([SecretProof.Master], default));
    }

    [Theory]
    [InlineData("", "c2VhcmNoZXM=")]
    [InlineData("c2VhcmNoZXM=", "")]
    [InlineData("c2VhcmNoZXM=", "b3RoZXJz")]
    public async Task Keys_UnderAnotherSearchKey_AreNotGivenAndTheSettingIsTold(string first, string other)
    {
        using var log = new CapturedLog();
        using var logs = LoggerFactory.Create(builder => builder.AddProvider(log));
        await ProofOf(first).RequireAsync(default);
        var proof = ProofOf(other);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => proof.RequireAsync(default).AsTask());
        await Assert.ThrowsAsync<StorageUnavailableException>(() => proof.RequireAsync(default).AsTask());
        await ProofOf(first).RequireAsync(default);

        var (level, text) = Assert.Single(log.Entries);
        Assert.Equal(LogLevel.Critical, level);
        Assert.Contains("Search:Key", text, StringComparison.Ordinal);

        SecretProof ProofOf(string key) =>
            new("test", Keys, TestKeys.Master, TestKeys.SearchOf(TestKeys.Master, key), logs.CreateLogger<SecretProof>());
    }

    [Fact]
    public async Task Keys_OfBeforeTheSearchKeyLeftAProof_TakeThatOfTheFirst()
    {
        await Keys.AddAsync(
            new Dictionary<string, byte[]> { [SecretProof.Master] = TestKeys.Master.Wrap([1], SecretProof.Master) }, default);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => TestKeys.RingOf(Keys, TestKeys.Other).TakeAsync(default).AsTask());
        Assert.Empty(await Keys.FindAsync([SecretProof.Search], default));
        await TestKeys.RingOf(Keys, TestKeys.Master).TakeAsync(default);

        Assert.Single(await Keys.FindAsync([SecretProof.Search], default));
    }

    [Fact]
    public async Task Secrets_OfTwoProcessesThatBeginAtOnce_OneIsRefused()
    {
        var rings = Enumerable.Range(0, 8).Select(i => TestKeys.RingOf(Keys, i % 2 == 0 ? TestKeys.Master : TestKeys.Other)).ToList();

        var faults = await Task.WhenAll(rings.Select(ring => Task.Run(() => Record.ExceptionAsync(() => ring.TakeAsync(default).AsTask()))));

        Assert.Equal(4, faults.Count(fault => fault is StorageUnavailableException));
        Assert.Equal(4, faults.Count(fault => fault is null));
        Assert.Single(faults.Index().Where(each => each.Item is null).Select(each => each.Index % 2).Distinct());
    }
}
