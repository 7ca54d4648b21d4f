using System.Reflection;
using Border.Storage;

namespace Border.ServiceDefaults.Tests.Privacy;

/// <summary>A store that gives its first answer with documents only after something else was done.</summary>
public class InterruptedStore : DispatchProxy
{
    private IDocumentStore _store = null!;
    private Func<Task>? _meanwhile;

    public void Begin(IDocumentStore store, Func<Task> meanwhile) => (_store, _meanwhile) = (store, meanwhile);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Invoke(_store, args) switch
    {
        Task<StoredDocument?> document => AfterAsync(document),
        Task<DocumentPage> page => AfterAsync(page),
        var answer => answer,
    };

    private async Task<T> AfterAsync<T>(Task<T> answer)
    {
        var read = await answer;
        if (Interlocked.Exchange(ref _meanwhile, null) is { } meanwhile)
            await meanwhile();
        return read;
    }
}
