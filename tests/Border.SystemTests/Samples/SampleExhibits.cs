using Border.Seizures.V1;
using Border.Testing;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;

namespace Border.SystemTests.Samples;

/// <summary>
/// Exhibits and measurements that the tests bring along. Each request of custody has exhibits of its own: what one does to an
/// exhibit ends what others could do to it, and a hand-over takes two.
/// </summary>
internal static class SampleExhibits
{
    private const string Giver = "giver";

    // The bulk stream takes them too, and must leave some over.
    private const int OfEach = 100;

    // What the seals of the samples are numbered with.
    private const string Seal = "as seen";

    private static readonly Timestamp Day = new() { Seconds = 1_600_000_000 };

    /// <summary>The items of the seizure that nobody has opened yet.</summary>
    public static string[] FreeItems { get; } = [.. Enumerable.Range(1, 200).Select(i => $"free-{i}")];

    /// <summary>The seizure of the free items.</summary>
    public static string Seizure => "seizures/free";

    /// <summary>Measurements of one item, <c>lot</c>.</summary>
    public static string[] Measurements { get; } = [.. Enumerable.Range(1, 20).Select(i => $"measured-{i}")];

    public static string MeasuredSeizure => "seizures/measured";

    /// <summary>The exhibits of each request that names one.</summary>
    public static IReadOnlyDictionary<string, string[]> Names { get; } = CustodyReflection.Descriptor.Services.Single().Methods
        .Select(method => method.InputType)
        .Where(request => request.FindFieldByName("name") is not null)
        .ToDictionary(request => $"{request.FullName}.name", request => Enumerable.Range(1, OfEach).Select(i => $"exhibits/{IdOf(request, i)}").ToArray());

    public static async Task OpenAsync(GrpcChannel channel)
    {
        await MeasureAsync(new(channel));
        await RecordAsync(new(channel), "free", FreeItems);
        foreach (var names in Names.Values)
        {
            var ids = names.Select(name => name["exhibits/".Length..]).ToList();
            await RecordAsync(new(channel), ids[0], ids);
            await Task.WhenAll(ids.Select(id => OpenAsync(new CustodyService.CustodyServiceClient(channel), $"seizures/{ids[0]}", id)));
        }
    }

    private static async Task RecordAsync(SeizureService.SeizureServiceClient seizures, string id, IEnumerable<string> items) =>
        await seizures.RecordSeizureAsync(new()
        {
            SeizureId = id,
            RequestId = $"{id}-record",
            Seizure = new() { Unit = "U1", Area = "53", SeizeTime = Day, Items = { items.Select(Heroin) } },
        });

    private static async Task MeasureAsync(SeizureService.SeizureServiceClient seizures)
    {
        await RecordAsync(seizures, "measured", ["lot"]);
        foreach (var id in Measurements)
        {
            var measurement = new Measurement { Id = id, Method = MeasurementMethod.Weighed, MeasureTime = Day, Quantity = Heroin(id).Quantity };
            await seizures.RecordMeasurementAsync(new() { Name = MeasuredSeizure, ItemId = "lot", Measurement = measurement, RequestId = id });
        }
    }

    private static async Task OpenAsync(CustodyService.CustodyServiceClient custody, string seizure, string id)
    {
        var name = $"exhibits/{id}";
        var isHandedOver = id.StartsWith("confirm", StringComparison.Ordinal) || id.StartsWith("refuse", StringComparison.Ordinal);
        var holder = new Metadata { { "border-actor", isHandedOver ? Giver : "local" } };
        await custody.OpenExhibitAsync(new() { ExhibitId = id, Seizure = seizure, ItemId = id, ActTime = Day, RequestId = id }, holder);
        if (isHandedOver)
            await custody.OfferHandOverAsync(new() { Name = name, Offer = new() { Receiver = "local" }, ActTime = Day, RequestId = $"{id}-offer" }, holder);
        if (id.StartsWith("break", StringComparison.Ordinal))
            await custody.SealExhibitAsync(new() { Name = name, Sealing = new() { SealNumber = Seal }, ActTime = Day, RequestId = $"{id}-seal" }, holder);
    }

    // `ConfirmHandOverRequest` is asked for `confirmhandover-1`.
    private static string IdOf(MessageDescriptor request, int number) => $"{request.Name.Replace("Request", "", StringComparison.Ordinal).ToLowerInvariant()}-{number}";

    private static SeizedItem Heroin(string id) => new()
    {
        Id = id,
        Kind = ItemKind.Drug,
        Sort = "heroin",
        Quantity = new() { Mass = new() { Amount = "5", Unit = Border.Type.V1.MassUnit.Tonne } },
    };
}
