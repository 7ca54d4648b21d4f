using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Border.Storage.Sqlite;

/// <summary>The statement for one page of documents. It is built for each query, and so without texts in between.</summary>
internal sealed class SqlitePageQuery(DocumentQuery query, KeyFilter? lookup)
{
    private const int UsualLength = 1200;

    // Of the collection that is the first value; what follows is the place of the field's name.
    private const string FieldIdAt = "(select id from key_field where collection = ?1 and name = ?";

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>How many documents have a text or token of a field, up to many: the values are the collection, the field and the text.</summary>
    public static readonly string Count =
        $"select count(*) from (select 1 from text_key where field = {FieldIdAt}2) and value = ?3 limit {DocumentQuery.Many})";

    private readonly StringBuilder sql = new(UsualLength);
    private readonly List<object> values = [query.Collection, query.OrderField];

    public (string Sql, object[] Values) Build(string documentColumns, string current)
    {
        sql.Append(documentColumns).Append(", o.value from ");
        if (lookup is not null)
            AppendFew(lookup);
        sql.Append("number_key o join document d on d.id = o.document").Append(current).Append(" where o.field = ").Append(FieldIdAt).Append("2)");
        if (lookup is not null)
            sql.Append(" and o.document = r.document");
        if (query.After is { } after)
        {
            sql.Append(Invariant, $" and (o.value, o.document) {(query.Descending ? '<' : '>')} (?{Add(after.Order)}");
            sql.Append(Invariant, $", (select id from document where collection = ?1 and name = ?{Add(after.Name)}))");
        }

        foreach (var filter in query.Filters)
        {
            if (filter != lookup)
                AppendCondition(filter);
        }

        var direction = query.Descending ? "desc" : "asc";
        sql.Append(Invariant, $" order by o.value {direction}, o.document {direction} limit ?{Add(query.PageSize + 1)}");
        return (sql.ToString(), [.. values]);
    }

    // A cross join is done in the order in which it is written: the few first, then their order.
    private void AppendFew(KeyFilter by)
    {
        if (by is KeyFilter.AnyLookup { MostOfEach: { } most } any)
        {
            AppendFirstOfEach(any, most);
        }
        else
        {
            sql.Append(Invariant, $"(select distinct document from text_key where field = {FieldIdAt}{Add(by.Field)})");
            AppendWanted(by, "value");
        }

        sql.Append(") r cross join ");
    }

    // The last document to be found is looked up once for each value.
    private void AppendFirstOfEach(KeyFilter.AnyLookup any, int most)
    {
        var field = Add(any.Field);
        sql.Append(Invariant, $"(select distinct t.document from json_each(?{Add(Json(any))}) j cross join text_key t");
        sql.Append(Invariant, $" where t.field = {FieldIdAt}{field}) and t.value = j.value and t.document <= coalesce((select k.document from text_key k");
        sql.Append(Invariant, $" where k.field = {FieldIdAt}{field}) and k.value = j.value order by k.document limit 1 offset ?{Add(most - 1)}), {long.MaxValue})");
    }

    private void AppendCondition(KeyFilter filter)
    {
        switch (filter)
        {
            case KeyFilter.NumberRange range when range.Field == query.OrderField:
                AppendLimits(range, 'o');
                return;
            case KeyFilter.AnyOf any:
                AppendAny(any);
                return;
        }

        sql.Append(Invariant, $" and exists (select 1 from {(filter is KeyFilter.NumberRange ? "number_key" : "text_key")} f");
        sql.Append(Invariant, $" where f.document = o.document and f.field = {FieldIdAt}{Add(filter.Field)})");
        switch (filter)
        {
            case KeyFilter.NumberRange range:
                AppendLimits(range, 'f');
                break;
            case KeyFilter.TextEquals text:
                sql.Append(Invariant, $" and f.is_token = 0 and f.value = ?{Add(text.Value)}");
                break;
            case KeyFilter.TextUnder text:
                // A slash follows the dot in ASCII: everything that begins with the root and a dot lies between.
                sql.Append(Invariant, $" and f.is_token = 0 and (f.value = ?{Add(text.Root)} or f.value >= ?{Add(text.Root + ".")} and f.value < ?{Add(text.Root + "/")})");
                break;
            default:
                AppendWanted(filter, "f.value");
                break;
        }

        sql.Append(')');
    }

    private void AppendAny(KeyFilter.AnyOf any)
    {
        sql.Append(" and (false");
        foreach (var filter in any.Filters)
        {
            sql.Append(" or (true");
            AppendCondition(filter);
            sql.Append(')');
        }

        sql.Append(')');
    }

    private void AppendWanted(KeyFilter filter, string column)
    {
        if (filter is KeyFilter.TextLookup text)
            sql.Append(Invariant, $" and {column} = ?{Add(text.Value)}");
        else if (filter is KeyFilter.AnyLookup any)
            sql.Append(Invariant, $" and {column} in (select value from json_each(?{Add(Json(any))}))");
        else
            throw new ArgumentOutOfRangeException(nameof(filter));
    }

    private void AppendLimits(KeyFilter.NumberRange range, char alias)
    {
        if (range.From is { } from)
            sql.Append(Invariant, $" and {alias}.value >= ?{Add(from)}");
        if (range.Before is { } before)
            sql.Append(Invariant, $" and {alias}.value < ?{Add(before)}");
    }

    private int Add(object value)
    {
        values.Add(value);
        return values.Count;
    }

    private static string Json(KeyFilter.AnyLookup any) => JsonSerializer.Serialize<string[]>([.. any.Values]);
}
