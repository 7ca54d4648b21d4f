using System.Collections;
using System.Runtime.CompilerServices;
using Google.Protobuf;

namespace Border.Cli.Records;

/// <summary>Reads a list page by page, and holds one page at a time.</summary>
internal sealed class RecordPages(Session session, RecordList list, IMessage request, int most)
{
    private const int LargestPage = 1000;

    /// <summary>Whether the list goes on behind what was read.</summary>
    public bool HasMore { get; private set; }

    public async IAsyncEnumerable<IReadOnlyList<IMessage>> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var (size, token) = (list.Method.InputType.FindFieldByName("page_size"), list.Method.InputType.FindFieldByName("page_token"));
        var next = list.Method.OutputType.FindFieldByName("next_page_token");
        var left = most;
        do
        {
            size?.Accessor.SetValue(request, Math.Min(left, LargestPage));
            var page = await ContractCall.AskAsync(session.Invoker, list.Method, request, cancellation);
            var records = ((IList)list.Items.Accessor.GetValue(page)).Cast<IMessage>().Take(left).ToList();
            var after = (string)next.Accessor.GetValue(page);
            token.Accessor.SetValue(request, after);
            left -= records.Count;
            HasMore = after.Length > 0;
            yield return records;
        }
        while (HasMore && left > 0);
    }
}
