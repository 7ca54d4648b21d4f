using Border.ServiceDefaults.Erasing;

namespace Border.ServiceDefaults.Tests.Erasing;

public sealed class UnfinishedErasuresTests
{
    [Fact]
    public async Task Wait_AfterManyWereTold_ReturnsOnce()
    {
        var unfinished = new UnfinishedErasures();
        for (var i = 0; i < 100; i++)
            unfinished.Tell();

        await unfinished.WaitAsync(default);

        var again = unfinished.WaitAsync(default);
        Assert.False(again.IsCompleted);
        unfinished.Tell();
        await again;
    }
}
