using System.Globalization;
using Border.Benchmarks.Rows;
using Border.Cases.V1;
using Border.ServiceDefaults.Search;
using Border.Storage;
using Google.Protobuf;

namespace Border.Benchmarks.Records;

/// <summary>Fills a database of cases with numbers and names to be searched, past the service.</summary>
internal static class SampleCases
{
    public const int Families = 100;

    private const int Givens = 5_000;
    private const int InFlight = 4_096;

    private static readonly SearchTokens Tokens = new(Convert.FromBase64String(Settings.SearchKey));

    public static async Task FillAsync(StorageOptions storage, int count, CancellationToken ct)
    {
        await using var database = new StorageDatabase(storage, "cases", TimeProvider.System);
        await using var store = database.OpenDocuments();
        foreach (var numbers in Enumerable.Range(0, count).Chunk(InFlight))
            await Task.WhenAll(numbers.Select(number => store.CommitAsync(Unit(number), ct)));
    }

    /// <summary>The number of a case, which no other has.</summary>
    public static string NumberOf(int i) => string.Create(CultureInfo.InvariantCulture, $"U-{i % 97}-2021-{i:0000000}");

    /// <summary>A name that some two in a million have.</summary>
    public static string NameOf(int i) => string.Create(CultureInfo.InvariantCulture, $"Family{i % Families} Given{i / Families % Givens}");

    private static CommitUnit Unit(int i)
    {
        var record = SampleRecords.CaseOf(i);
        record.Number = NumberOf(i);
        SearchTerm[] terms = [SearchTerm.Identifier(record.Number), SearchTerm.Words("found on the path"), SearchTerm.Words(NameOf(i))];
        return new()
        {
            RequestId = record.Name,
            ContentHash = [],
            Collection = "cases",
            Record = record.Name,
            Writes =
            [
                new(
                    "cases",
                    record.Name,
                    0,
                    JsonFormatter.Default.Format(record),
                    [
                        IndexKey.Time("register_time", record.RegisterTime.ToDateTimeOffset()),
                        .. Tokens.Of(terms).Select(token => IndexKey.Text("search", token)),
                    ]),
            ],
            Events = [],
            Actor = "bench",
            Audit = new() { Action = "collection", Method = "Fill", Records = [record.Name] },
            Time = TimeProvider.System.GetUtcNow(),
        };
    }
}
