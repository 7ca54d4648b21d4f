namespace Border.Statistics;

/// <summary>The feeds that are followed.</summary>
internal static class FeedNames
{
    public const string Patrols = "patrols";
    public const string Persons = "persons";
    public const string Cases = "cases";
    public const string Seizures = "seizures";

    /// <summary>The service's own feed, of returns and zero reports.</summary>
    public const string Statistics = "statistics";

    public static IReadOnlyList<string> All { get; } = [Patrols, Persons, Cases, Seizures, Statistics];
}
