using System.Reflection;
using Border.Storage;
using Border.Storage.Keys;

namespace Border.ServiceDefaults.Tests.Privacy;

/// <summary>A store of keys whose first destructions fail once the keys are marked.</summary>
public class FailingKeys : DispatchProxy
{
    private IKeyStore _store = null!;
    private int _failures;

    public int Destructions { get; private set; }

    public void Begin(IKeyStore store, int failures = 1) => (_store, _failures) = (store, failures);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var answer = targetMethod!.Invoke(_store, args);
        return targetMethod.Name == nameof(IKeyStore.DestroyAsync) ? DestroyAsync((Task)answer!) : answer;
    }

    private async Task DestroyAsync(Task answer)
    {
        await answer;
        if (++Destructions <= _failures)
            throw new StorageUnavailableException("The log is in use.");
    }
}
