using System.Reflection;
using Border.Storage;

namespace Border.ServiceDefaults.Tests.Records;

/// <summary>A document store that queues no commit before so many want one, and then all in their order.</summary>
public class HoldingStore : DispatchProxy
{
    private readonly List<(CommitUnit Unit, TaskCompletionSource<CommitOutcome> Outcome)> _held = [];
    private IDocumentStore _store = null!;
    private int _count;

    public static IDocumentStore Of(IDocumentStore store, int count)
    {
        var holding = Create<IDocumentStore, HoldingStore>();
        ((HoldingStore)(object)holding)._store = store;
        ((HoldingStore)(object)holding)._count = count;
        return holding;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IDocumentStore.CommitAsync) ? CommitAsync((CommitUnit)args![0]!) : targetMethod.Invoke(_store, args);

    private Task<CommitOutcome> CommitAsync(CommitUnit unit)
    {
        var outcome = new TaskCompletionSource<CommitOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_held)
        {
            _held.Add((unit, outcome));
            if (_held.Count == _count)
                _held.ForEach(held => _ = PassAsync(held.Unit, held.Outcome));
            else if (_held.Count > _count)
                _ = PassAsync(unit, outcome);
        }

        return outcome.Task;
    }

    private async Task PassAsync(CommitUnit unit, TaskCompletionSource<CommitOutcome> outcome) =>
        outcome.SetResult(await _store.CommitAsync(unit, CancellationToken.None));
}
