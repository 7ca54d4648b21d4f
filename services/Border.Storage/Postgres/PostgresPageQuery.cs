using System.Globalization;
using System.Text;

namespace Border.Storage.Postgres;

/// <summary>The statement for one page of documents.</summary>
internal sealed class PostgresPageQuery(DocumentQuery query, KeyFilter? lookup)
{
    // Laterally and with an offset, each is looked up in the index, however many the planner thinks that they are. Bodies are read of one page only.
    private const string FewInOrder = "few r cross join lateral (select * from number_key where document = r.document offset 0) o";

    private const string Whole =
        " cross join lateral (select * from document where id = o.document offset 0) d"
        + " cross join lateral (select * from history where document = d.id and version = d.version offset 0) h";

    private readonly List<object> values = [query.Collection, query.OrderField];

    public (string Sql, IReadOnlyList<object> Values) Build(string documentColumns)
    {
        var sql = new StringBuilder(lookup is null ? "" : Few(lookup)).Append(documentColumns).Append(", o.value from (select o.value, o.document from ")
            .Append(lookup is null ? "number_key o" : FewInOrder).Append($" where o.field = {FieldId("$2")}");
        if (query.After is { } after)
        {
            sql.Append(
                CultureInfo.InvariantCulture,
                $" and (o.value, o.document) {(query.Descending ? '<' : '>')} ({Add(after.Order)}, (select id from document where collection = $1 and name = {Add(after.Name)}))");
        }

        foreach (var filter in query.Filters.Where(filter => filter != lookup))
            sql.Append(Condition(filter));
        var direction = query.Descending ? "desc" : "asc";
        var order = $" order by o.value {direction}, o.document {direction}";
        // The limit as it is: by one that it does not know, the planner reckons with a tenth of all documents.
        sql.Append(CultureInfo.InvariantCulture, $"{order} limit {query.PageSize + 1}) o{Whole}{order}");
        return (sql.ToString(), values);
    }

    private string Few(KeyFilter by) => by is KeyFilter.AnyLookup { MostOfEach: { } most } any
        ? $"with few as materialized (select distinct t.document from unnest({Add(any.Values.ToArray())}) j (value) cross join lateral"
            + $" (select k.document from text_key k where k.field = {FieldId(Add(any.Field))} and k.value = j.value order by k.document limit {Add(most)}) t) "
        : $"with few as materialized (select distinct document from text_key where field = {FieldId(Add(by.Field))} and {Wanted(by, "value")}) ";

    private string Wanted(KeyFilter filter, string column) => filter switch
    {
        KeyFilter.TextLookup text => $"{column} = {Add(text.Value)}",
        KeyFilter.AnyLookup any => $"{column} = any({Add(any.Values.ToArray())})",
        _ => throw new ArgumentOutOfRangeException(nameof(filter)),
    };

    private string Add(object value)
    {
        values.Add(value);
        return $"${values.Count}";
    }

    private string Condition(KeyFilter filter) => filter switch
    {
        KeyFilter.NumberRange range when range.Field == query.OrderField => Limits(range, "o"),
        KeyFilter.NumberRange range => Exists("number_key", range.Field, Limits(range, "f")),
        KeyFilter.TextEquals text => Exists("text_key", text.Field, $" and not f.is_token and f.value = {Add(text.Value)}"),
        // Either many have it, or others that few have lead to the document.
        KeyFilter.TextLookup or KeyFilter.AnyLookup => Exists("text_key", filter.Field, $" and {Wanted(filter, "f.value")} offset 0"),
        KeyFilter.AnyOf any => $" and ({string.Join(" or ", any.Filters.Select(one => $"(true{Condition(one)})").DefaultIfEmpty("false"))})",

        // A slash follows the dot in ASCII: everything that begins with the root and a dot lies between.
        KeyFilter.TextUnder text => Exists(
            "text_key", text.Field,
            $" and not f.is_token and (f.value = {Add(text.Root)} or f.value >= {Add(text.Root + ".")} and f.value < {Add(text.Root + "/")})"),
        _ => throw new ArgumentOutOfRangeException(nameof(filter)),
    };

    private string Limits(KeyFilter.NumberRange range, string alias) =>
        (range.From is { } from ? $" and {alias}.value >= {Add(from)}" : "")
        + (range.Before is { } before ? $" and {alias}.value < {Add(before)}" : "");

    private string Exists(string table, string field, string condition) =>
        $" and exists (select 1 from {table} f where f.document = o.document and f.field = {FieldId(Add(field))}{condition})";

    /// <summary>The number of a field of the collection that is the first value.</summary>
    public static string FieldId(string name) => $"(select id from key_field where collection = $1 and name = {name})";
}
