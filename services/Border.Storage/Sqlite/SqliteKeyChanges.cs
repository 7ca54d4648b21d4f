namespace Border.Storage.Sqlite;

/// <summary>
/// What a batch changes of the keys by which documents are found; most keys of a document stay as they are when it changes. They are
/// written last and in the order of their index: their pages are far apart, more than the cache holds, and so each is changed once.
/// </summary>
internal sealed class SqliteKeyChanges(SqliteStatements db)
{
    private readonly record struct Row(string Collection, IndexKey Key, string Name);

    private readonly Dictionary<(string Collection, string Name), (HashSet<IndexKey> Before, HashSet<IndexKey> After)> documents = [];

    /// <summary>Takes the keys of a version, before it is written.</summary>
    public void Take(DocumentWrite write)
    {
        var document = (write.Collection, write.Name);
        // Of a document that the batch has written before, nothing that stands in the file has changed yet.
        var before = documents.TryGetValue(document, out var earlier) ? earlier.Before : write.ExpectedVersion == 0 ? [] : Stored(write);
        documents[document] = (before, write.Keys.ToHashSet());
    }

    public void Write()
    {
        List<Row> gone = [], added = [];
        foreach (var ((collection, name), (before, after)) in documents)
        {
            gone.AddRange(before.Where(key => !after.Contains(key)).Select(key => new Row(collection, key, name)));
            added.AddRange(after.Where(key => !before.Contains(key)).Select(key => new Row(collection, key, name)));
        }

        gone.Sort(Compare);
        foreach (var (collection, key, name) in gone)
        {
            db.Run(
                $"delete from {(key.TextValue is null ? "number_key" : "text_key")} where collection = ?1 and field = ?2 and value = ?3 and name = ?4",
                collection, key.Field, key.TextValue ?? (object)key.NumberValue, name);
        }

        added.Sort(Compare);
        foreach (var (collection, key, name) in added)
        {
            if (key.TextValue is { } text)
                db.Run("insert into text_key values (?1, ?2, ?3, ?4, ?5)", collection, key.Field, text, name, key.IsToken);
            else
                db.Run("insert into number_key values (?1, ?2, ?3, ?4)", collection, key.Field, key.NumberValue, name);
        }
    }

    private static int Compare(Row one, Row other)
    {
        var order = string.CompareOrdinal(one.Collection, other.Collection);
        if (order == 0)
            order = string.CompareOrdinal(one.Key.Field, other.Key.Field);
        if (order == 0)
            order = string.CompareOrdinal(one.Key.TextValue, other.Key.TextValue);
        if (order == 0)
            order = one.Key.NumberValue.CompareTo(other.Key.NumberValue);
        return order == 0 ? string.CompareOrdinal(one.Name, other.Name) : order;
    }

    private HashSet<IndexKey> Stored(DocumentWrite write)
    {
        var keys = new HashSet<IndexKey>();
        using (var texts = db.Bind("select field, value from text_key where collection = ?1 and name = ?2 and is_token = 0", write.Collection, write.Name).ExecuteReader())
        {
            while (texts.Read())
                keys.Add(IndexKey.Text(texts.GetString(0), texts.GetString(1)));
        }

        if (db.Bind("select tokens from document where collection = ?1 and name = ?2", write.Collection, write.Name).ExecuteScalar() is string tokens)
            keys.UnionWith(DocumentTokens.Read(tokens));
        using var numbers = db.Bind("select field, value from number_key where collection = ?1 and name = ?2", write.Collection, write.Name).ExecuteReader();
        while (numbers.Read())
            keys.Add(IndexKey.Number(numbers.GetString(0), numbers.GetInt64(1)));
        return keys;
    }
}
