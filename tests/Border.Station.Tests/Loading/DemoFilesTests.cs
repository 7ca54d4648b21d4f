using System.Text.Json;
using Border.Cases.V1;
using Border.Patrols.V1;
using Border.Persons.V1;
using Border.Seizures.V1;
using Border.Station.Demo;
using Border.Station.Loading;
using Border.Statistics.V1;
using Border.Testing;
using Google.Protobuf.Reflection;

namespace Border.Station.Tests.Loading;

public sealed class DemoFilesTests : IAsyncLifetime
{
    private static readonly ServiceDescriptor[] Services =
    [
        PatrolsReflection.Descriptor.Services.Single(),
        TracksReflection.Descriptor.Services.Single(),
        PersonsReflection.Descriptor.Services.Single(),
        RegistryReflection.Descriptor.Services.Single(),
        Border.Persons.V1.WatchReflection.Descriptor.Services.Single(),
        CasesReflection.Descriptor.Services.Single(),
        NoticesReflection.Descriptor.Services.Single(),
        NotesReflection.Descriptor.Services.Single(),
        TasksReflection.Descriptor.Services.Single(),
        CorrectionsReflection.Descriptor.Services.Single(),
        SeizuresReflection.Descriptor.Services.Single(),
        CustodyReflection.Descriptor.Services.Single(),
        StatisticsReflection.Descriptor.Services.Single(),
    ];

    private readonly ScratchFolder _folder = new();
    private readonly DemoData _demo = new(DemoTargets.Published.Divided(1000));

    public Task InitializeAsync() => DemoFiles.WriteAsync(_demo, _folder.Path);

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public void Submissions_Written_AreAllOfTheDemo() =>
        Assert.Equal(_demo.SubmissionCount, Submissions().Count() + Lines("zero-reports.csv").Length - 1);

    [Fact]
    public void Lines_Written_NameTheirRpcAndCarryItsRequest()
    {
        var rpcs = Services.SelectMany(service => service.Methods).ToDictionary(rpc => char.ToLowerInvariant(rpc.Name[0]) + rpc.Name[1..]);

        Assert.All(Submissions(), line =>
        {
            using var document = JsonDocument.Parse(line);
            var property = Assert.Single(document.RootElement.EnumerateObject());
            Assert.NotEmpty(property.Value.GetProperty("requestId").GetString()!);
            Assert.NotNull(Google.Protobuf.JsonParser.Default.Parse(property.Value.GetRawText(), rpcs[property.Name].InputType));
        });
    }

    [Fact]
    public void Records_OfOneService_KeepTheirOrder()
    {
        var cases = _demo.Cases.Select(request => request.ToString()!).ToList();

        var written = Lines("records.jsonl").Select(line => line[line.IndexOf(':', StringComparison.Ordinal)..^1]);

        Assert.Equal(cases.Count, InOrder(cases, written));
    }

    [Fact]
    public void ReferenceData_Written_IsAllOfIt()
    {
        Assert.Equal("code,name_en,name_zh,kind", Lines("areas.csv")[0]);
        Assert.Equal(_demo.Areas.Areas.Count, Lines("areas.csv").Length - 1);
        Assert.Equal(_demo.Indicators.Count, Lines("indicators.csv").Length - 1);
        var features = JsonDocument.Parse(File.ReadAllText(_folder.File("boundary.geojson"))).RootElement.GetProperty("features");
        Assert.Equal(_demo.Boundary.Sections.Count, features.GetArrayLength());
        Assert.Contains(",rounded,1000,", string.Concat(Lines("indicators.csv")), StringComparison.Ordinal);
    }

    /// <returns>How many of the requests were found, each behind the one before.</returns>
    private static int InOrder(List<string> requests, IEnumerable<string> written)
    {
        var next = 0;
        foreach (var line in written)
        {
            if (next < requests.Count && requests[next].Contains(line[1..].Trim(), StringComparison.Ordinal))
                next++;
        }

        return next;
    }

    private IEnumerable<string> Submissions() => Directory.GetFiles(_folder.Path, "*.jsonl").SelectMany(File.ReadAllLines);

    private string[] Lines(string file) => File.ReadAllLines(_folder.File(file));
}
