using Border.Cases;
using Border.Lookup.V1;
using Border.Patrols;
using Border.Patrols.V1;
using Border.Persons;
using Border.Seizures;
using Border.Storage;
using Border.Testing;
using Grpc.Core;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Field.Tests.Fixtures;

/// <summary>The record services in this process, as they really run.</summary>
internal sealed class FieldServer : IAsyncDisposable
{
    private readonly StoragePlace _place;

    private FieldServer(StoragePlace place, ServiceHost host) => (_place, Host) = (place, host);

    public ServiceHost Host { get; }

    public CallInvoker Invoker => Host.Channel.CreateCallInvoker();

    public PatrolService.PatrolServiceClient Patrols => new(Host.Channel);

    /// <summary>Where its files are, on SQLite.</summary>
    public string Folder => _place.Place;

    public static async Task<FieldServer> StartAsync(
        StorageEngineKind engine = StorageEngineKind.Sqlite, TimeProvider? clock = null, params (string Key, string Value)[] settings)
    {
        var place = await StoragePlace.NewAsync(engine);
        var host = await ServiceHost.StartAsync(
            place,
            builder =>
            {
                if (clock is not null)
                    builder.Services.AddSingleton(clock);
                // TLS may end before it.
                builder.WebHost.ConfigureKestrel(kestrel => kestrel.AllowAlternateSchemes = true);
                builder.AddPatrols().AddPersons().AddCases().AddSeizures();
            },
            app => app.MapPatrols().MapPersons().MapCases().MapSeizures(),
            settings);
        return new FieldServer(place, host);
    }

    public async Task<IReadOnlyList<RecordVersion>> VersionsAsync(string name)
    {
        var page = await new LookupService.LookupServiceClient(Host.Channel).ListVersionsAsync(new ListVersionsRequest { Name = name, PageSize = 200 });
        return page.Versions;
    }

    /// <summary>The names of all records of the services, with how often each was written.</summary>
    public async Task<IReadOnlyDictionary<string, long>> RecordsAsync()
    {
        var records = new Dictionary<string, long>();
        var patrols = await Patrols.ListPatrolsAsync(new ListPatrolsRequest { PageSize = 1000 });
        var interceptions = await new Border.Persons.V1.PersonService.PersonServiceClient(Host.Channel).ListInterceptionsAsync(new() { PageSize = 1000 });
        var seizures = await new Border.Seizures.V1.SeizureService.SeizureServiceClient(Host.Channel).ListSeizuresAsync(new() { PageSize = 1000 });
        var found = patrols.Patrols.Select(record => (record.Name, record.Etag))
            .Concat(interceptions.Interceptions.Select(record => (record.Name, record.Etag)))
            .Concat(seizures.Seizures.Select(record => (record.Name, record.Etag)));
        foreach (var (name, etag) in found)
            records.Add(name, long.Parse(etag, System.Globalization.CultureInfo.InvariantCulture));
        return records;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _place.Dispose();
    }
}
