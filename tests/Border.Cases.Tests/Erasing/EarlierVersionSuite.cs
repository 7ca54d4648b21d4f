using Border.Audit.V1;
using Border.Cases.V1;
using Border.Erasures.V1;
using Border.Lookup.V1;
using Border.Storage;
using Border.Storage.Keys;
using Border.Testing;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Cases.Tests.Erasing;

public sealed class SqliteEarlierVersionTests() : EarlierVersionSuite(StorageEngineKind.Sqlite);

public sealed class PostgresEarlierVersionTests() : EarlierVersionSuite(StorageEngineKind.Postgres);

/// <summary>What an amendment took out of a case, and what is left once its earlier versions are erased.</summary>
public abstract class EarlierVersionSuite(StorageEngineKind engine) : CaseHost(engine)
{
    private const string Secret = "Wang-invented";
    private const string Name = "cases/a";

    private ErasureService.ErasureServiceClient Erasures => new(Host.Channel);

    private KeyDatabase Keys => Host.Services.GetRequiredKeyedService<KeyDatabase>("cases");

    [Fact]
    public async Task EraseRecord_OfEarlierVersions_LeavesWhatStandsAndWhatGoesWithIt()
    {
        await FillAsync();
        var before = await Client.GetCaseAsync(new() { Name = Name });
        Assert.Equal(2, await VersionsWithAsync(Secret));

        var erasure = await EraseAsync();

        Assert.Equal((ErasureState.Done, ErasureScope.EarlierVersions, Name, 1), (erasure.State, erasure.Scope, erasure.Record, erasure.Number));
        Assert.Empty(erasure.Records);
        Assert.Equal(0, await VersionsWithAsync(Secret));
        var after = await Client.GetCaseAsync(new() { Name = Name });
        Assert.Equal(("3", "A ferry crossed", null), (after.Etag, after.Particulars.Title, after.EraseTime));
        (after.Etag, after.UpdateTime) = (before.Etag, before.UpdateTime);
        Assert.Equal(before, after);
        Assert.Equal($"{Secret} was seen", (await new CaseNoteService.CaseNoteServiceClient(Host.Channel).GetNoteAsync(new() { Name = "notes/n" })).Text);
        Assert.Equal(0, (await new AuditService.AuditServiceClient(Host.Channel).VerifyChainAsync(new() { Service = "cases" })).BrokenSequence);
        Assert.Contains((await Client.GetTimelineAsync(new() { Name = Name })).Entries, entry => entry.Text.Contains("as the law says", StringComparison.Ordinal));
        Assert.Equal(erasure, await EraseAsync());
    }

    [Fact]
    public async Task EarlierVersions_RestoredFromABackupOfBefore_StayErased()
    {
        await FillAsync();
        var backup = await Backup.TakeAsync(Place, "cases");
        await EraseAsync();

        // The keys are kept apart, and are those of after.
        await RestartAsync(backup.RestoreAsync);

        Assert.Equal(0, await VersionsWithAsync(Secret));
        Assert.DoesNotContain(Secret, (await Client.GetCaseAsync(new() { Name = Name })).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Case_AfterItsEarlierVersionsWereErased_CanBeChangedAndTheyErasedAgain()
    {
        await FillAsync();
        await EraseAsync();

        await AmendAsync($"{Secret} again");
        await AmendAsync("A boat crossed");
        Assert.Equal(1, await VersionsWithAsync(Secret));
        Assert.Equal(2, (await EraseAsync("again")).Number);

        Assert.Equal(0, await VersionsWithAsync(Secret));
        Assert.Equal("A boat crossed", (await Client.GetCaseAsync(new() { Name = Name })).Particulars.Title);
        var whole = await Erasures.EraseRecordAsync(new() { Name = Name, ErasureId = "whole", Reason = "ten years", RequestId = "whole" });
        Assert.Equal([Name, "notes/n"], whole.Records.Order(StringComparer.Ordinal));
        Assert.Null((await Client.GetCaseAsync(new() { Name = Name })).Particulars);
        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(Erasures.EraseRecordAsync(Erase("late"))));
    }

    [Fact]
    public async Task EraseRecord_OfEarlierVersionsWhileItIsAmended_ErasesThoseBeforeAndNoneSince()
    {
        await FillAsync();
        var amending = Enumerable.Range(0, 12).Select(i => Task.Run(() => AmendAsync($"title {i}")));

        var erasing = Task.Run(() => EraseAsync());
        await Task.WhenAll([.. amending, erasing]);

        Assert.Equal(0, await VersionsWithAsync(Secret));
        var versions = (await new LookupService.LookupServiceClient(Host.Channel).ListVersionsAsync(new() { Name = Name, PageSize = 100 })).Versions;
        var renewed = versions.Single(version => version.Verb == "earlier_versions_erased").Version;
        Assert.All(versions, version => Assert.Equal(version.Version < renewed, version.Record.Unpack<Case>().Particulars is null));
    }

    [Fact]
    public async Task Process_ThatEndedBeforeTheKeysWereDestroyed_MakesUpForItAtItsStart()
    {
        await FillAsync();
        var key = Assert.Single((await EraseAsync()).Keys);
        await Tampering.RunAsync(Place, $"delete from data_key where record = '{key}'", "cases_keys");
        await Keys.Store.AddAsync(new Dictionary<string, byte[]> { [key] = [1] }, default);

        await RestartAsync();

        for (var wait = 0; wait < 1200 && await WrappedAsync(key) is not null; wait++)
            await Task.Delay(50);
        Assert.Null(await WrappedAsync(key));
        Assert.Equal("A ferry crossed", (await Client.GetCaseAsync(new() { Name = Name })).Particulars.Title);
    }

    [Fact]
    public async Task EraseRecord_OfEarlierVersionsUnderALegalHold_IsRefused()
    {
        await FillAsync();
        await Erasures.PlaceLegalHoldAsync(new() { Name = Name, Reason = "court", RequestId = "h" });

        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(Erasures.EraseRecordAsync(Erase("e"))));
        Assert.Equal(2, await VersionsWithAsync(Secret));
    }

    private async Task FillAsync()
    {
        var request = Registration("a");
        request.Case.Particulars = new() { Title = $"{Secret} crossed" };
        await Client.RegisterCaseAsync(request);
        await new CaseNoteService.CaseNoteServiceClient(Host.Channel).AddNoteAsync(new() { Name = Name, NoteId = "n", Text = $"{Secret} was seen", RequestId = "n" });
        await AmendAsync("A ferry crossed", $"{Secret} is not to be named");
    }

    // Again when another one was before it.
    private async Task AmendAsync(string title, string reason = "put right")
    {
        while (true)
        {
            var seen = await Client.GetCaseAsync(new() { Name = Name });
            try
            {
                await Client.AmendCaseAsync(new()
                {
                    Case = new() { Name = Name, Etag = seen.Etag, Particulars = new() { Title = title } },
                    UpdateMask = new() { Paths = { "particulars" } },
                    Reason = reason,
                    RequestId = title.Replace(' ', '-'),
                });
                return;
            }
            catch (RpcException error) when (error.StatusCode == StatusCode.Aborted)
            {
            }
        }
    }

    private async Task<Erasure> EraseAsync(string id = "e") => await Erasures.EraseRecordAsync(Erase(id));

    private static EraseRecordRequest Erase(string id) => new() { Name = Name, ErasureId = id, Scope = ErasureScope.EarlierVersions, Reason = "as the law says", RequestId = id };

    // In the record or the reason.
    private async Task<int> VersionsWithAsync(string text) =>
        (await new LookupService.LookupServiceClient(Host.Channel).ListVersionsAsync(new() { Name = Name, PageSize = 100 })).Versions
            .Count(version => $"{version.Record.Unpack<Case>()} {version.Reason}".Contains(text, StringComparison.Ordinal));

    private async Task<byte[]?> WrappedAsync(string key) => (await Keys.Store.FindAsync([key], default))[key].Wrapped;
}
