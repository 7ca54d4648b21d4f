using Border.ServiceDefaults.Actors;
using Border.Storage;
using Google.Protobuf;

namespace Border.ServiceDefaults.Records;

/// <summary>Where records of a kind lie, and who sees them there: those who are responsible for the area, and those who work on the record.</summary>
/// <param name="Area">The code of the area that a record lies in; also its text key <c>area</c>.</param>
public sealed record RecordPlace<T>(Func<T, string> Area)
    where T : class, IMessage<T>
{
    private const string AreaKey = "area";

    /// <summary>More areas that a record concerns; they too are keys <c>area</c>.</summary>
    public Func<T, IEnumerable<string>> Concerned { get; init; } = _ => [];

    /// <summary>The units that work on a record wherever it lies.</summary>
    public Func<T, IEnumerable<string>> Units { get; init; } = _ => [];

    /// <summary>The text keys that name them.</summary>
    public IReadOnlyList<string> UnitKeys { get; init; } = [];

    /// <summary>The actors who work on a record wherever it lies.</summary>
    public Func<T, IEnumerable<string>> Actors { get; init; } = _ => [];

    /// <summary>The text keys that name them.</summary>
    public IReadOnlyList<string> ActorKeys { get; init; } = [];

    internal bool Shows(T record, Actor actor) =>
        actor.Areas.Covers(Area(record)) || Concerned(record).Any(actor.Areas.Covers) || (actor.Unit.Length > 0 && Units(record).Contains(actor.Unit)) || Actors(record).Contains(actor.Id);

    /// <summary>The same for lists; null for everything.</summary>
    internal KeyFilter? Sight(Actor actor) => actor.Areas.IsNation
        ? null
        : new KeyFilter.AnyOf(
        [
            .. actor.Areas.Codes.Select(code => new KeyFilter.TextUnder(AreaKey, code)),
            .. actor.Unit.Length == 0 ? [] : UnitKeys.Select(key => new KeyFilter.TextEquals(key, actor.Unit)),
            .. ActorKeys.Select(key => new KeyFilter.TextEquals(key, actor.Id)),
        ]);
}
