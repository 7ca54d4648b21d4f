using Border.Storage.Commits;

namespace Border.Storage.Sqlite;

/// <summary>
/// What a batch changes of the keys by which documents are found; most keys of a document stay as they are when it changes. They are
/// written last and in the order of their index: their pages are far apart, more than the cache holds, and so each is changed once.
/// </summary>
internal sealed class SqliteKeyChanges(SqliteStatements db)
{
    private readonly record struct Row(long Field, IndexKey Key, long Document);

    private readonly Dictionary<long, (string Collection, HashSet<IndexKey> Before, IReadOnlyList<IndexKey> After)> documents = [];
    private readonly Dictionary<(string Collection, string Name), long> fields = [];

    /// <summary>Takes the keys of a version.</summary>
    /// <param name="head">The document as it was before the batch, or as the batch made it.</param>
    public void Take(DocumentWrite write, DocumentHead head)
    {
        // Of a document that the batch has written before, nothing that stands in the file has changed yet.
        var before = documents.TryGetValue(head.Id, out var earlier) ? earlier.Before : write.ExpectedVersion == 0 ? [] : Stored(head);
        documents[head.Id] = (write.Collection, before, write.Keys);
    }

    public void Write()
    {
        List<Row> gone = [], added = [];
        foreach (var (document, (collection, before, after)) in documents)
        {
            foreach (var key in after)
            {
                if (!before.Contains(key))
                    added.Add(new(Field(collection, key.Field), key, document));
            }

            before.ExceptWith(after);
            foreach (var key in before)
                gone.Add(new(Field(collection, key.Field), key, document));
        }

        gone.Sort(Compare);
        foreach (var (field, key, document) in gone)
        {
            db.Run(
                $"delete from {(key.TextValue is null ? "number_key" : "text_key")} where field = ?1 and value = ?2 and document = ?3",
                field, key.TextValue ?? (object)key.NumberValue, document);
        }

        added.Sort(Compare);
        for (var i = 0; i < added.Count; i++)
        {
            var (field, key, document) = added[i];
            // A document may name a key twice.
            if (i > 0 && added[i] == added[i - 1])
                continue;
            if (key.TextValue is { } text)
                db.Run("insert into text_key values (?1, ?2, ?3, ?4)", field, text, document, key.IsToken);
            else
                db.Run("insert into number_key values (?1, ?2, ?3)", field, key.NumberValue, document);
        }
    }

    private static int Compare(Row one, Row other)
    {
        var order = one.Field.CompareTo(other.Field);
        if (order == 0)
            order = string.CompareOrdinal(one.Key.TextValue, other.Key.TextValue);
        if (order == 0)
            order = one.Key.NumberValue.CompareTo(other.Key.NumberValue);
        return order == 0 ? one.Document.CompareTo(other.Document) : order;
    }

    private long Field(string collection, string name)
    {
        if (fields.TryGetValue((collection, name), out var known))
            return known;
        if (db.Number("select id from key_field where collection = ?1 and name = ?2", collection, name) is not { } id)
        {
            db.Run("insert into key_field (collection, name) values (?1, ?2)", collection, name);
            id = db.LastId;
        }

        return fields[(collection, name)] = id;
    }

    private HashSet<IndexKey> Stored(DocumentHead head)
    {
        var keys = new HashSet<IndexKey>();
        using (var texts = db.Rows(
            "select f.name, k.value from text_key k join key_field f on f.id = k.field where k.document = ?1 and k.is_token = 0", head.Id))
        {
            while (texts.Read())
                keys.Add(IndexKey.Text(texts.GetString(0), texts.GetString(1)));
        }

        if (head.Tokens is { } tokens)
            keys.UnionWith(DocumentTokens.Read(tokens));
        using var numbers = db.Rows(
            "select f.name, k.value from number_key k join key_field f on f.id = k.field where k.document = ?1", head.Id);
        while (numbers.Read())
            keys.Add(IndexKey.Number(numbers.GetString(0), numbers.GetInt64(1)));
        return keys;
    }
}
