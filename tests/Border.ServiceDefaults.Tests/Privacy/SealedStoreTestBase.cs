using System.Text;
using Border.Persons.V1;
using Border.ServiceDefaults.Privacy;
using Border.ServiceDefaults.Records;
using Border.ServiceDefaults.Search;
using Border.Storage;
using Border.Storage.Keys;
using Border.Testing;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Tests.Privacy;

/// <summary>A store whose records are sealed, with the keys of two processes on one database.</summary>
public abstract class SealedStoreTestBase(StorageEngineKind engine) : IAsyncLifetime
{
    private protected const string Name = "interceptions/a";

    private protected static readonly RecordKind<Interception> Kind = new(
        "interceptions",
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        record => [IndexKey.Time("intercept_time", record.InterceptTime.ToDateTimeOffset())])
    {
        IsSealed = true,
    };

    private StorageDatabase database = null!;

    private protected StoragePlace Place { get; private set; } = null!;

    private protected KeyDatabase Keys { get; private set; } = null!;

    private protected KeyDatabase OtherKeys { get; private set; } = null!;

    private protected IDocumentStore Plain { get; private set; } = null!;

    private protected MasterKey Master { get; private set; } = null!;

    private protected SealedStore Store { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Place = await StoragePlace.NewAsync(engine);
        database = Place.Open();
        (Keys, OtherKeys) = (new(Place.Options, "test", TimeProvider.System), new(Place.Options, "test", TimeProvider.System));
        Plain = database.OpenDocuments();
        Master = new(Options.Create(new PrivacyOptions { Key = Convert.ToBase64String(new byte[32]) }), Options.Create(Place.Options));
        Store = new(Plain, TestKeys.RingOf(Keys.Store, Master), [Kind]);
    }

    public async Task DisposeAsync()
    {
        await Store.DisposeAsync();
        await Keys.DisposeAsync();
        await OtherKeys.DisposeAsync();
        await database.DisposeAsync();
        Place.Dispose();
    }

    private protected async Task EraseEarlierAsync(string request = "renew")
    {
        var used = await Store.VersionKeysAsync(Name, default);
        await RenewAsync(request);
        await Store.EraseVersionsAsync(Name, used, default);
    }

    private protected Task<Written<Interception>> RenewAsync(string request = "renew") => RunAsync(Store, request, async session =>
    {
        await ((RecordKind)Kind).RenewAsync(session, Name, "law");
        return New("");
    });

    // As records were sealed before keys were made ahead: a JSON body, and the key under the record's name.
    private protected async Task SealAsBeforeAsync(string familyName)
    {
        var key = new byte[Sealing.KeyBytes];
        await Keys.Store.AddAsync(new Dictionary<string, byte[]> { [Name] = Master.Wrap(key, Name) }, default);
        var record = New(familyName);
        var box = Convert.ToBase64String(Sealing.Seal(key, Encoding.UTF8.GetBytes(RecordDocument.Text(record)), Encoding.UTF8.GetBytes(Name)));
        await RunAsync(Plain, "create", session =>
        {
            session.Save(Kind with { IsSealed = false }, record, "registered");
            session.Writes[0] = session.Writes[0] with { Body = $$"""{ "name": "{{Name}}", "@sealed": "{{box}}" }""" };
            return Task.FromResult(record);
        });
    }

    private protected async Task<string> FamilyNameAsync() =>
        RecordDocument.Read(Kind, (await Store.FindAsync(Kind.Collection, Name, default))!).Identity.Claims[0].FamilyName;

    private protected static Task<Written<Interception>> AmendAsync(SealedStore store, string request, string? familyName) => RunAsync(store, request, async session =>
    {
        var record = await session.GetAsync(Kind, Name);
        record.Identity = familyName is null ? null : New(familyName).Identity;
        session.Save(Kind, record, "amended", familyName is null ? "" : $"because of {familyName}");
        return record;
    });

    private protected static Task<Interception> Saved(RecordSession session, Interception record)
    {
        session.Save(Kind, record, "registered");
        return Task.FromResult(record);
    }

    private protected static Task<Written<Interception>> RunAsync(IDocumentStore store, string request, Func<RecordSession, Task<Interception>> work) =>
        new RecordWork(store, TimeProvider.System, new SearchTokens([]), new RequestDigests([7], isKeyed: true))
            .RunAsync(new(new RegisterInterceptionRequest { RequestId = request }, "tester"), Kind, work, default);

    private protected static Interception New(string familyName, string name = Name) => new()
    {
        Name = name,
        Area = "53.01",
        InterceptTime = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch),
        Identity = new() { Claims = { new IdentityClaim { FamilyName = familyName } } },
    };
}
