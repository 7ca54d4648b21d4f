using Border.Erasures.V1;
using Border.ServiceDefaults.Attachments;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Privacy;
using Border.ServiceDefaults.Records;
using Border.Storage;

namespace Border.ServiceDefaults.Erasing;

/// <summary>What one service of this process keeps that can be erased.</summary>
/// <param name="Service">Its name, which is that of its feed.</param>
/// <param name="Attachments">Those that its records name; null when they name none.</param>
/// <param name="Records">All its kinds of records, by their collections.</param>
internal sealed record ErasureSource(
    string Service,
    IDocumentStore Store,
    RecordWork Work,
    RecordErasure Keys,
    AttachmentFiles? Attachments,
    IReadOnlyDictionary<string, RecordKind> Records,
    IReadOnlyList<Erasable> Kinds)
{
    /// <summary>Those of some records on which a hold can be placed. What only goes with another is not held by itself.</summary>
    public IReadOnlyList<string> HeldOf(IEnumerable<string> names) =>
        [.. names.Where(name => Kinds.Any(kind => kind.Kind.Collection == RecordNames.CollectionOf(name)))];

    /// <summary>Destroys what was erased, once that is committed. It may be done again.</summary>
    public Task DestroyAsync(Erasure erasure) => erasure.Scope == ErasureScope.EarlierVersions
        ? Keys.DestroyVersionsAsync(erasure.Record, erasure.Keys, CancellationToken.None)
        : DestroyAsync(erasure.Records, erasure.Attachments);

    /// <summary>Destroys what records said, and the bytes of attachments, once it is committed that they are erased. It may be done again.</summary>
    public async Task DestroyAsync(IReadOnlyCollection<string> records, IEnumerable<string> attachments)
    {
        await Keys.DestroyAsync(records, CancellationToken.None);
        if (Attachments is not null)
            await Attachments.DestroyAsync(attachments, CancellationToken.None);
    }
}

internal static class ErasureSources
{
    /// <summary>Where a record that can be erased by its name is kept, if there is one.</summary>
    public static (ErasureSource Source, Erasable Kind) HomeOf(this IEnumerable<ErasureSource> sources, string name)
    {
        var collection = RecordNames.CollectionOf(name);
        return sources.SelectMany(source => source.Kinds.Select(kind => (source, kind))).FirstOrDefault(home => home.kind.Kind.Collection == collection) is { source: not null } home
            ? home
            : throw Refusals.NotFound(name);
    }
}
