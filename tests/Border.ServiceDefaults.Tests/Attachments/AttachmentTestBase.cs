using Border.ServiceDefaults.Attachments;
using Border.ServiceDefaults.Privacy;
using Border.Storage;
using Border.Storage.Contents;
using Border.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Border.ServiceDefaults.Tests.Attachments;

/// <summary>A host with the attachments of one service, on one engine.</summary>
public abstract class AttachmentTestBase(StorageEngineKind engine) : IAsyncLifetime
{
    private protected StorageEngineKind Engine => engine;

    private protected StoragePlace Place { get; private set; } = null!;

    private protected TestHost Host { get; private set; } = null!;

    private protected AttachmentCalls Calls => new(Host.Channel);

    private protected AttachmentFiles Files => Of<AttachmentFiles>();

    private protected SealedContents Contents => Of<SealedContents>();

    private protected IContentStore Stored => Of<IContentStore>();

    private protected KeyRing Keys => Of<KeyRing>();

    public async Task InitializeAsync()
    {
        Place = await StoragePlace.NewAsync(engine);
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        Place.Dispose();
    }

    private protected async Task RestartAsync()
    {
        await Host.DisposeAsync();
        await StartAsync();
    }

    private protected async Task StartAsync() => Host = await NewHostAsync();

    /// <returns>Once it has done what it does at each start.</returns>
    private protected abstract Task<TestHost> NewHostAsync();

    /// <summary>What the service has.</summary>
    private protected T Of<T>()
        where T : notnull => Host.Services.GetRequiredKeyedService<T>("cases");
}
