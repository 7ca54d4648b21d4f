using Border.Patrols.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Forms;
using Border.Type.V1;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;

namespace Border.ServiceDefaults.Tests.Records;

public sealed class FormBookTests
{
    private readonly List<string> _asked = [];
    private readonly FormBook _book;
    private Func<Task<ListFormsResponse>> _answer = () => Task.FromResult(Versions(1));

    public FormBookTests() => _book = new(
        (known, _) =>
        {
            lock (_asked)
                _asked.Add(known);
            return _answer();
        },
        TimeProvider.System,
        NullLogger<FormBook>.Instance);

    [Fact]
    public async Task Find_VersionThatIsKnown_IsAskedForOnce()
    {
        Assert.Equal(1, (await FindAsync(1))?.Version);
        _answer = () => throw new RpcException(new(StatusCode.Unavailable, "away"));

        Assert.Equal(1, (await FindAsync(1))?.Version);
        Assert.Equal([""], _asked);
    }

    [Fact]
    public async Task Find_VersionThatIsNot_IsAskedForEachTimeByWhatIsKnown()
    {
        Assert.Null(await FindAsync(2));
        _answer = () => Task.FromResult(new ListFormsResponse { Etag = "1" });
        Assert.Null(await FindAsync(2));
        Assert.Equal(1, (await FindAsync(1))?.Version);
        _answer = () => Task.FromResult(Versions(2));

        Assert.Equal(2, (await FindAsync(2))?.Version);
        Assert.Equal(["", "1", "1"], _asked);
    }

    [Fact]
    public async Task Find_OfManyAtOnce_AsksOnceForAllThatCameBeforeItAsked()
    {
        var gate = new TaskCompletionSource();
        _answer = async () =>
        {
            await gate.Task;
            return Versions(1);
        };
        var first = FindAsync(1);
        var others = Enumerable.Range(0, 20).Select(_ => FindAsync(7)).ToList();
        gate.SetResult();

        Assert.NotNull(await first);
        Assert.All(await Task.WhenAll(others), Assert.Null);
        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public async Task Find_WhileNobodyAnswers_IsUnavailableAndKnowsAgainAfterwards()
    {
        _answer = () => throw new RpcException(new(StatusCode.Unavailable, "away"));
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => FindAsync(1));
        _answer = () => Task.FromResult(Versions(1));

        Assert.Equal((StatusCode.Unavailable, ErrorReason.StorageUnavailable), (refusal.Code, refusal.Reason));
        Assert.Equal(1, (await FindAsync(1))?.Version);
    }

    [Fact]
    public async Task Find_ByACallerWhoIsGone_LeavesTheAnswerForOthers()
    {
        using var gone = new CancellationTokenSource();
        var gate = new TaskCompletionSource();
        _answer = async () =>
        {
            await gate.Task;
            return Versions(1);
        };
        var first = FindAsync(1);
        var second = _book.FindAsync("recordSeizure", 1, gone.Token).AsTask();
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        gate.SetResult();
        Assert.NotNull(await first);
    }

    private Task<Form?> FindAsync(int version) => _book.FindAsync("recordSeizure", version, CancellationToken.None).AsTask();

    private static ListFormsResponse Versions(int last) => new()
    {
        Etag = $"{last}",
        Forms = { Enumerable.Range(1, last).Select(version => new Form { Code = "recordSeizure", Version = version }) },
    };
}
