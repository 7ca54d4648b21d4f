using System.Globalization;
using Border.Persons.V1;
using Border.Statistics.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Border.SystemTests.Histories;

/// <summary>Whom the records themselves say was met, where, when and for what.</summary>
internal sealed class RecordedEncounters
{
    public const string Indicator = "persons_encountered";

    private readonly List<(string Person, string Day, string Area, Conduct Conduct)> _met = [];

    public static async Task<RecordedEncounters> ReadAsync(ChannelBase channel)
    {
        var known = new RecordedEncounters();
        await foreach (var interception in InterceptionsAsync(new(channel)))
        {
            var registry = new PersonRegistryService.PersonRegistryServiceClient(channel);
            var person = interception.Person.Length > 0 ? await StandsForAsync(registry, interception.Person) : interception.Name;
            known._met.AddRange(interception.Conducts.Select(conduct => (person, DayOf(interception.InterceptTime), interception.Area, conduct)));
        }

        return known;
    }

    /// <summary>The number that a figure must have.</summary>
    public string PersonsIn(Figure figure) => _met
        .Where(met => string.CompareOrdinal(met.Day, figure.StartDate) >= 0 && string.CompareOrdinal(met.Day, figure.EndDate) <= 0)
        .Where(met => figure.Area.Length == 0 || met.Area == figure.Area || met.Area.StartsWith($"{figure.Area}.", StringComparison.Ordinal))
        .Where(met => figure.Category.Length == 0 || Is(met.Conduct, figure.Category))
        .Select(met => met.Person).Distinct().Count().ToString(CultureInfo.InvariantCulture);

    private static bool Is(Conduct conduct, string category) =>
        string.Equals(conduct.ToString(), category.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

    private static async IAsyncEnumerable<Interception> InterceptionsAsync(PersonService.PersonServiceClient client)
    {
        var request = new ListInterceptionsRequest { PageSize = 1000, State = InterceptionState.Registered };
        do
        {
            var page = await client.ListInterceptionsAsync(request);
            foreach (var interception in page.Interceptions)
                yield return interception;
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
    }

    private static async Task<string> StandsForAsync(PersonRegistryService.PersonRegistryServiceClient registry, string name)
    {
        var person = await registry.GetPersonAsync(new() { Name = name });
        return person.MergedInto.Length > 0 ? await StandsForAsync(registry, person.MergedInto) : person.Name;
    }

    // In Asia/Shanghai, where days are counted by default.
    private static string DayOf(Timestamp time) =>
        time.ToDateTimeOffset().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
