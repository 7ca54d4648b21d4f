namespace Border.Cli.Records;

/// <summary>Reads a list to its end, or until nobody wants more of it.</summary>
internal static class ListPages
{
    /// <param name="ask">Asks for the page that a token stands for; the first has none.</param>
    /// <param name="read">What a page holds, and the token of the next, which is empty for the last.</param>
    public static async IAsyncEnumerable<T> EachAsync<TPage, T>(Func<string, Task<TPage>> ask, Func<TPage, (IEnumerable<T> Items, string Next)> read)
    {
        var token = "";
        do
        {
            var (items, next) = read(await ask(token));
            foreach (var item in items)
                yield return item;
            token = next;
        }
        while (token.Length > 0);
    }
}
