using Border.Field.Syncing;

namespace Border.Field.Tests.Syncing;

public sealed class BatchSizeTests
{
    [Fact]
    public void Passed_FullAndFast_SendsMoreUpToTheMost()
    {
        var size = new BatchSize();
        for (var batch = 0; batch < 30; batch++)
            size.Passed(size.Bytes, TimeSpan.FromMilliseconds(100));

        Assert.Equal(BatchSize.MostBytes, size.Bytes);
    }

    [Fact]
    public void Passed_SmallAndFast_SaysNothingAboutLargerOnes()
    {
        var size = new BatchSize();
        var before = size.Bytes;

        size.Passed(100, TimeSpan.FromMilliseconds(10));

        Assert.Equal(before, size.Bytes);
    }

    [Fact]
    public void Passed_SlowOrBroken_SendsLessDownToTheLeast()
    {
        var size = new BatchSize();
        var before = size.Bytes;

        size.Passed(size.Bytes, TimeSpan.FromSeconds(10));
        Assert.Equal(before / 2, size.Bytes);
        for (var batch = 0; batch < 30; batch++)
            size.Broke();

        Assert.Equal(BatchSize.LeastBytes, size.Bytes);
    }
}
