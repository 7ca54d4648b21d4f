using Border.ServiceDefaults.Privacy;
using Border.ServiceDefaults.Records;
using Border.Storage;

namespace Border.ServiceDefaults.Erasing;

/// <summary>What one service of this process keeps that can be erased.</summary>
/// <param name="Service">Its name, which is that of its feed.</param>
/// <param name="Records">All its kinds of records, by their collections.</param>
internal sealed record ErasureSource(
    string Service,
    IDocumentStore Store,
    RecordWork Work,
    RecordErasure Keys,
    IReadOnlyDictionary<string, RecordKind> Records,
    IReadOnlyList<Erasable> Kinds);
