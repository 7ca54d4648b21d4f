using Border.Storage;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Border.ServiceDefaults.Search;

/// <summary>How records of a kind are found by what people type.</summary>
/// <param name="OrderField">The number key by which the found are ordered, highest first.</param>
public abstract record RecordSearch(string OrderField)
{
    /// <summary>The field of the keys that hold the tokens.</summary>
    internal const string Field = "search";

    internal abstract string LabelOf(IMessage record);

    internal abstract Timestamp TimeOf(IMessage record);

    /// <summary>The numbers of documents, vehicles and the like by which the found are told apart; only masked ones are told.</summary>
    internal abstract IEnumerable<string> NumbersOf(IMessage record);
}

/// <inheritdoc/>
/// <param name="Time">What <paramref name="OrderField"/> is made of.</param>
/// <param name="Terms">What a record is found by.</param>
/// <param name="Label">What tells the record to whoever searches, without what it says about persons: its number, or empty.</param>
public sealed record RecordSearch<T>(
    string OrderField, Func<T, Timestamp> Time, Func<T, IEnumerable<SearchTerm>> Terms, Func<T, string> Label) : RecordSearch(OrderField)
    where T : class, IMessage<T>
{
    /// <summary>Numbers of documents, vehicles and the like that a record is found by; null when it has none.</summary>
    public Func<T, IEnumerable<string>>? Numbers { get; init; }

    internal override string LabelOf(IMessage record) => Label((T)record);

    internal override Timestamp TimeOf(IMessage record) => Time((T)record);

    internal override IEnumerable<string> NumbersOf(IMessage record) => Numbers?.Invoke((T)record) ?? [];

    internal IEnumerable<IndexKey> KeysOf(T record, SearchTokens tokens) =>
        tokens.Of(Terms(record)).Select(token => IndexKey.Token(Field, token));
}
