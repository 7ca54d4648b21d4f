using Border.Statistics.Tests.Completeness;
using Border.Statistics.V1;
using Border.Storage;
using Grpc.Core;

namespace Border.Statistics.Tests.Releases;

/// <summary>Releases of May 2021 by two people, on 5 June.</summary>
public abstract class ReleaseTestBase(StorageEngineKind engine) : CompletenessTestBase(engine)
{
    protected const string Drafter = "analyst-1";
    protected const string Signer = "analyst-2";

    private protected static DraftReleaseRequest Draft(string id = "may", string area = "") =>
        new() { ReleaseId = id, Period = May, Area = area, RequestId = Guid.CreateVersion7().ToString() };

    private protected async Task<Release> DraftedAsync(string id = "may", string area = "")
    {
        await Host.CalmAsync();
        return await Host.Releases.DraftReleaseAsync(Draft(id, area), As(Drafter));
    }

    private protected async Task<Release> SignedAsync(string id = "may", string area = "") => await SignAsync(await DraftedAsync(id, area));

    private protected async Task<Release> PublishedAsync(string id = "may", string area = "") => await PublishAsync(await SignedAsync(id, area));

    private protected async Task<Release> SignAsync(Release release, string actor = Signer) =>
        await Host.Releases.SignReleaseAsync(new() { Name = release.Name, Etag = release.Etag, RequestId = Guid.CreateVersion7().ToString() }, As(actor));

    private protected async Task<Release> PublishAsync(Release release) =>
        await Host.Releases.PublishReleaseAsync(new() { Name = release.Name, Etag = release.Etag, RequestId = Guid.CreateVersion7().ToString() }, As(Drafter));

    private protected async Task<Release> RefreshAsync(Release release, string actor = Drafter) =>
        await Host.Releases.RefreshReleaseAsync(new() { Name = release.Name, Etag = release.Etag, RequestId = Guid.CreateVersion7().ToString() }, As(actor));

    private protected async Task<Release> WithdrawAsync(Release release, string zh = "数据有误。") => await Host.Releases.WithdrawReleaseAsync(
        new() { Name = release.Name, Etag = release.Etag, Reason = new() { En = "A figure was wrong.", Zh = zh }, RequestId = Guid.CreateVersion7().ToString() }, As(Signer));

    private protected async Task<Release> GetAsync(string name = "releases/may") => await Host.Releases.GetReleaseAsync(new() { Name = name });

    private protected static Metadata As(string actor) => new() { { "border-actor", actor } };

    private protected static async Task<RpcException> RefusedAsync(Func<Task> call) => await Assert.ThrowsAsync<RpcException>(call);
}
