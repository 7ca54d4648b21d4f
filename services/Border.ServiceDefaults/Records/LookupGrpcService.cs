using Border.Lookup.V1;
using Border.ServiceDefaults.Access;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Audits;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Paging;
using Border.ServiceDefaults.Search;
using Border.Statistics.V1;
using Border.Storage;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Border.ServiceDefaults.Records;

/// <summary>History and search for every kind of record that this process keeps and feeds.</summary>
internal sealed class LookupGrpcService(IEnumerable<RecordSource> sources, SearchTokens tokens) : LookupService.LookupServiceBase
{
    private const int DefaultVersions = 50;
    private const int DefaultFound = 20;
    private const int MaxNumbers = 5;

    private readonly Dictionary<string, (IDocumentStore Store, RecordKind Kind)> _kinds = sources
        .SelectMany(source => source.Kinds.Where(kind => kind.IsFed).Select(kind => (source.Store, kind)))
        .ToDictionary(pair => pair.kind.Collection, StringComparer.Ordinal);

    public override async Task<ListVersionsResponse> ListVersions(ListVersionsRequest request, ServerCallContext context)
    {
        var collection = RecordNames.CollectionOf(request.Name);
        if (!_kinds.TryGetValue(collection, out var home))
            throw Refusals.NotFound(request.Name);
        if (!home.Kind.IsFor(context.Actor()))
            throw Refusals.NotPermitted("None of the caller's roles may read such records.");
        AuditTrail.Saw(home.Store, request.Name);
        if (await home.Store.FindAsync(collection, request.Name, context.CancellationToken) is not { } document
            || !home.Kind.MayKnow(home.Kind.Read(document), context.Actor()))
            throw Refusals.NotFound(request.Name);
        var size = request.PageSize == 0 ? DefaultVersions : request.PageSize;
        var versions = await home.Store.HistoryAsync(collection, request.Name, request.AfterVersion, size + 1, context.CancellationToken);
        var told = AnswerBytes.Fitting(versions.Take(size).Select(version => ToMessage(home.Kind, request.Name, version)));
        return new ListVersionsResponse { Versions = { told }, HasMore = versions.Count > told.Count };
    }

    public override async Task<SearchRecordsResponse> SearchRecords(SearchRecordsRequest request, ServerCallContext context)
    {
        var size = request.PageSize == 0 ? DefaultFound : request.PageSize;
        var answer = new SearchRecordsResponse();
        var found = new List<FoundRecord>();
        foreach (var (store, kind) in Searched(request, context.Actor()))
        {
            var (records, hasMore) = await FindAsync(store, kind, request.Query, size, context);
            answer.HasMore |= hasMore;
            found.AddRange(records.Select(record => Found(store, kind, record.Name, record.Record)));
        }

        answer.Records.AddRange(found.OrderByDescending(record => record.Time));
        return answer;
    }

    public override async Task<SelectKnownResponse> SelectKnown(SelectKnownRequest request, ServerCallContext context)
    {
        // Whoever explains figures is told the names behind them, whatever they may read.
        var isForAll = context.Actor().Roles.HasAnyOf(Policy.OfRequest(ExplainRequest.Descriptor.FullName).Roles);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var names in request.Names.GroupBy(RecordNames.CollectionOf, StringComparer.Ordinal))
        {
            if (!_kinds.TryGetValue(names.Key, out var home) || !isForAll && !home.Kind.IsFor(context.Actor()))
                continue;
            // Without what they say about persons, which nobody is told here: one whose key is missing keeps none of the others back.
            var documents = await home.Store.FindEachAsync(home.Kind.Collection, names.ToHashSet(StringComparer.Ordinal), context.CancellationToken);
            known.UnionWith(documents.Where(document => home.Kind.IsShown(home.Kind.Read(document), context.Actor())).Select(document => document.Name));
        }

        return new SelectKnownResponse { Names = { request.Names.Where(known.Contains) } };
    }

    private IEnumerable<(IDocumentStore Store, RecordKind Kind)> Searched(SearchRecordsRequest request, Actor actor)
    {
        if (request.Collections.FirstOrDefault(collection => !_kinds.ContainsKey(collection)) is { } unknown)
            throw Refusals.NotFound($"collection {unknown}");
        return _kinds.Values.Where(pair =>
            pair.Kind.SearchPlan is not null && pair.Kind.IsFor(actor) && (request.Collections.Count == 0 || request.Collections.Contains(pair.Kind.Collection)));
    }

    // As an identifier, and as words.
    private async Task<(IReadOnlyList<(string Name, IMessage Record)> Records, bool HasMore)> FindAsync(
        IDocumentStore store, RecordKind kind, string query, int size, ServerCallContext context)
    {
        var actor = context.Actor();
        KeyFilter[] sight = kind.SightOf(actor) is { } own ? [own] : [];
        var found = new List<(string Name, IMessage Record)>();
        var hasMore = false;
        foreach (var wanted in (IReadOnlyList<string>[])[tokens.OfIdentifier(query), tokens.OfWords(query)])
        {
            if (wanted.Count == 0)
                continue;
            IReadOnlyList<KeyFilter> filters = [.. wanted.Select(token => new KeyFilter.TextLookup(RecordSearch.Field, token)), .. sight];
            var (records, next) = await ShownPage.ReadAsync(
                store,
                new(kind.Collection, filters, kind.SearchPlan!.OrderField, Descending: true, size, null) { TakesClosed = true },
                document => (document.Name, Record: kind.Read(document)),
                _ => Task.FromResult<Func<(string Name, IMessage Record), bool>>(each => kind.MayKnow(each.Record, actor) && !RecordDocument.IsErased(each.Record)),
                ShownPage.MostRead,
                context.CancellationToken);
            found.AddRange(records.Select(each => each.Record));
            hasMore |= next is not null;
        }

        var latest = found.DistinctBy(each => each.Name).OrderByDescending(each => kind.SearchPlan!.TimeOf(each.Record)).ToList();
        return ([.. latest.Take(size)], hasMore || latest.Count > size);
    }

    private static FoundRecord Found(IDocumentStore store, RecordKind kind, string name, IMessage record)
    {
        AuditTrail.Saw(store, name);
        var search = kind.SearchPlan!;
        var numbers = search.NumbersOf(record).Where(number => number.Length > 0).Distinct(StringComparer.Ordinal).Take(MaxNumbers).Select(MaskedNumber.Of);
        return new FoundRecord { Name = name, Label = search.LabelOf(record), Time = search.TimeOf(record), MaskedNumbers = { numbers } };
    }

    private static RecordVersion ToMessage(RecordKind kind, string name, DocumentVersion version) => new()
    {
        Version = version.Version,
        Verb = version.Verb,
        Actor = version.Actor,
        CommitTime = Timestamp.FromDateTimeOffset(version.Time),
        Reason = version.Reason,
        Record = Any.Pack(kind.Read(RecordDocument.Of(kind, name, version))),
    };
}
