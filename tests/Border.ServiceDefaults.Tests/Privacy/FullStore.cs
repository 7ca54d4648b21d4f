using System.Reflection;
using Border.Storage;

namespace Border.ServiceDefaults.Tests.Privacy;

/// <summary>A store that cannot give up what was replaced the first time.</summary>
public class FullStore : DispatchProxy
{
    private IDocumentStore _store = null!;

    internal int Tries { get; private set; }

    public void Begin(IDocumentStore store) => _store = store;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IDocumentStore.GiveUpReplacedAsync) && Tries++ == 0
            ? Task.FromException(new StorageUnavailableException("invented"))
            : targetMethod.Invoke(_store, args);
}
