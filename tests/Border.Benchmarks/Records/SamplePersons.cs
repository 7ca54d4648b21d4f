using System.Globalization;
using Border.Benchmarks.Rows;
using Border.Persons.Matching;
using Border.Persons.Registry;
using Border.Persons.V1;
using Border.ServiceDefaults.Search;
using Border.Storage;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Border.Benchmarks.Records;

/// <summary>Fills a database of persons to be matched, past the service, with the keys that it would give them.</summary>
internal static class SamplePersons
{
    /// <summary>Of so many persons one has the name and the birth date that nothing tells apart.</summary>
    private const int CommonEvery = 50;

    private const int Families = 400;
    private const int Days = 18_000;
    private const int InFlight = 4_096;

    private static readonly SearchTokens Tokens = new(Convert.FromBase64String(Settings.SearchKey));
    private static readonly Timestamp FirstTime = Timestamp.FromDateTimeOffset(new(2021, 1, 1, 2, 0, 0, TimeSpan.Zero));

    public static async Task FillAsync(StorageOptions storage, int count, CancellationToken ct)
    {
        await using var database = new StorageDatabase(storage, "persons", TimeProvider.System);
        await using var store = database.OpenDocuments();
        foreach (var numbers in Enumerable.Range(0, count).Chunk(InFlight))
            await Task.WhenAll(numbers.Select(number => store.CommitAsync(Unit(number), ct)));
    }

    /// <summary>A person as one of those that are stored claims to be.</summary>
    public static Person Of(int i) => i % CommonEvery == 0 ? Claiming("INVENTED COMMON", "1990-01-01") : Claiming(NameOf(i), BirthOf(i));

    /// <summary>A person whose name and birth date are like those of nobody who is stored, and of no other such person.</summary>
    public static Person Stranger(int i) => Claiming(Letters(100_000_000 + (i * 7_919)), $"19{i % 50:00}-07-07");

    private static Person Claiming(string name, string birth) => new()
    {
        Unit = "U-1",
        Area = "53.01.01",
        RegisterTime = FirstTime,
        Identity = new() { Claims = { new IdentityClaim { Source = ClaimSource.Stated, FamilyName = name, BirthDate = birth, Nationality = "VNM" } } },
    };

    // Letters, for the sound of a name is made of its consonants.
    private static string NameOf(int i) => $"{Letters(i % Families)} {Letters(1000 + (i / Families % 5000))}";

    private static string BirthOf(int i) =>
        new DateOnly(1955, 1, 1).AddDays((int)((uint)i * 2_654_435_761u % Days)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Letters(int number)
    {
        const string consonants = "BFKLMNPRTVXZ";
        var letters = "A";
        for (; number > 0; number /= consonants.Length)
            letters += $"{consonants[number % consonants.Length]}A";
        return letters;
    }

    private static CommitUnit Unit(int i)
    {
        var record = Of(i);
        record.Name = string.Create(CultureInfo.InvariantCulture, $"{PersonRegister.Collection}/sample-{i:x8}");
        record.State = PersonState.Registered;
        record.RegisterTime = new() { Seconds = FirstTime.Seconds + i };
        return new()
        {
            RequestId = record.Name,
            ContentHash = [],
            Collection = PersonRegister.Collection,
            Record = record.Name,
            Writes =
            [
                new(
                    PersonRegister.Collection,
                    record.Name,
                    0,
                    JsonFormatter.Default.Format(record),
                    [
                        IndexKey.Time("register_time", record.RegisterTime.ToDateTimeOffset()),
                        .. BlockingKeys.Stored(MatchProfile.Of(record.Identity), Tokens),
                    ]),
            ],
            Events = [],
            Actor = "bench",
            Audit = new() { Action = "collection", Method = "Fill", Records = [record.Name] },
            Time = TimeProvider.System.GetUtcNow(),
        };
    }
}
