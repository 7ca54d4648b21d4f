using System.Globalization;
using Border.Lookup.V1;
using Border.Persons.V1;
using Border.ServiceDefaults.Validation;
using Border.Storage;
using Border.SystemTests.Histories;
using Border.SystemTests.Samples;
using Border.Testing;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Border.SystemTests.Leaks;

public sealed class SqliteLeakTests() : LeakSuite(StorageEngineKind.Sqlite);

public sealed class PostgresLeakTests() : LeakSuite(StorageEngineKind.Postgres);

/// <summary>
/// A run of everything, in which each name, document number and place that a record tells of a person is marked: nothing of it
/// is in what the system tells of itself.
/// </summary>
public abstract class LeakSuite(StorageEngineKind engine)
{
    private const int Days = 3;

    // Nowhere near the border, and so in no other text.
    private const double MarkedLatitude = 12.345678;

    private static readonly string[] Marks = [SampleTexts.Personal, MarkedLatitude.ToString(CultureInfo.InvariantCulture)];

    private static readonly string[] Services = ["patrols", "persons", "cases", "seizures", "statistics"];

    [Fact]
    public async Task Run_OfEverything_LeavesNothingOfPersonsInLogsSpansMetricsErrorsAndAudit()
    {
        await using var collector = await OtlpCollector.StartAsync();
        var told = new ToldErrors();
        await using (var host = await HistoryHost.StartAsync(
            engine,
            ("Telemetry:OtlpEndpoint", collector.Uri.ToString()),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("Logging:LogLevel:Default", "Debug"),
            ("Logging:LogLevel:Grpc", "Debug"),
            ("Logging:LogLevel:Microsoft.AspNetCore", "Debug")))
        {
            var history = new RandomHistory(7, host.Host.Channel.CreateCallInvoker());
            for (var day = 0; day < Days; day++)
                await history.StepAsync();
            told.Add(history.Errors);
            await AskAsync(host.Host, told);
            Assert.All(await AuditAsync(host.Host), entry => Assert.DoesNotContain(Marks, mark => entry.Contains(mark, StringComparison.OrdinalIgnoreCase)));
            host.Host.Services.GetRequiredService<TracerProvider>().ForceFlush();
            host.Host.Services.GetRequiredService<MeterProvider>().ForceFlush();
            host.Host.Services.GetRequiredService<LoggerProvider>().ForceFlush();
        }

        Assert.Contains("rpc.grpc.status_code", collector.Text("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("rpc.server.duration", collector.Text("/v1/metrics"), StringComparison.Ordinal);
        Assert.Contains("Microsoft.AspNetCore", collector.Text("/v1/logs"), StringComparison.Ordinal);
        Assert.True(told.Texts.Count > 50, "Little was refused.");
        foreach (var mark in Marks)
        {
            foreach (var signal in (string[])["/v1/traces", "/v1/metrics", "/v1/logs"])
                Assert.DoesNotContain(mark, collector.Text(signal), StringComparison.OrdinalIgnoreCase);
            Assert.All(told.Texts, text => Assert.DoesNotContain(mark, text, StringComparison.OrdinalIgnoreCase));
        }
    }

    // What is marked is there to be leaked, and is asked for in all ways, right and wrong.
    private static async Task AskAsync(ServiceHost host, ToldErrors told)
    {
        var persons = new PersonRegistryService.PersonRegistryServiceClient(host.Channel);
        var lookup = new LookupService.LookupServiceClient(host.Channel);
        var marked = new RegisterPersonRequest
        {
            PersonId = "marked",
            RequestId = "marked",
            Person = new()
            {
                Unit = "U1",
                Area = "53.01",
                RegisterTime = new() { Seconds = 1_600_000_000 },
                Identity = new()
                {
                    Claims =
                    {
                        new IdentityClaim
                        {
                            Source = ClaimSource.Stated,
                            FamilyName = $"{SampleTexts.Personal} family",
                            Document = new() { Number = $"{SampleTexts.Personal} 77", Type = DocumentType.Passport },
                        },
                    },
                },
            },
        };
        await told.OfAsync(persons.RegisterPersonAsync(marked));
        Assert.True(PersonalFields.AnyIn(await persons.GetPersonAsync(new() { Name = "persons/marked" })));
        Assert.NotEmpty((await lookup.SearchRecordsAsync(new() { Query = SampleTexts.Personal })).Records);
        await told.OfAsync(lookup.ListVersionsAsync(new() { Name = "persons/marked" }));
        await told.OfAsync(persons.GetPersonAsync(new() { Name = $"persons/{SampleTexts.Personal}" }));
        await told.OfAsync(persons.GetPersonAsync(new() { Name = SampleTexts.Personal }));
        await told.OfAsync(lookup.SearchRecordsAsync(new() { Query = SampleTexts.Personal, Collections = { "none" } }));
        marked.Person.Unit = SampleTexts.Personal;
        await told.OfAsync(persons.RegisterPersonAsync(marked));
        marked.Person.Unit = "U2";
        await told.OfAsync(persons.RegisterPersonAsync(marked));
        var place = new RegisterInterceptionRequest
        {
            InterceptionId = "marked",
            RequestId = "place",
            Interception = new() { Position = new() { Latitude = MarkedLatitude, Longitude = 500 } },
        };
        await told.OfAsync(new PersonService.PersonServiceClient(host.Channel).RegisterInterceptionAsync(place));
    }

    private static async Task<IEnumerable<string>> AuditAsync(ServiceHost host)
    {
        var entries = new List<string>();
        foreach (var service in Services)
            entries.AddRange((await host.Services.GetRequiredKeyedService<IDocumentStore>(service).AuditAsync(new(0, 100_000), default)).Select(entry => $"{entry} {string.Join(' ', entry.Note.Records)}"));
        Assert.True(entries.Count > 100, "Little was entered.");
        return entries;
    }

    /// <summary>What callers were told of what went wrong.</summary>
    private sealed class ToldErrors
    {
        public List<string> Texts { get; } = [];

        public void Add(IEnumerable<string> texts) => Texts.AddRange(texts);

        public async Task OfAsync<T>(AsyncUnaryCall<T> call)
        {
            try
            {
                await call;
            }
            catch (RpcException error)
            {
                Texts.Add($"{error.Status} {string.Join(' ', error.Trailers.Select(trailer => trailer.IsBinary ? System.Text.Encoding.UTF8.GetString(trailer.ValueBytes) : trailer.Value))}");
            }
        }
    }
}
