namespace Border.Statistics.Tests.Disclosure;

public sealed class LinearProgramTests
{
    [Fact]
    public void Maximise_KnownProgram_FindsItsCorner()
    {
        // 3a + 5b where a ≤ 4, 2b ≤ 12 and 3a + 2b ≤ 18 is 36 at (2, 6).
        double[][] equations = [[1, 0, 1, 0, 0], [0, 2, 0, 1, 0], [3, 2, 0, 0, 1]];

        Assert.Equal(36, LinearProgram.Maximise(equations, [4, 12, 18], [3, 5, 0, 0, 0])!.Value, 6);
    }

    [Fact]
    public void Maximise_NoLimit_IsInfinity() =>
        Assert.Equal(double.PositiveInfinity, LinearProgram.Maximise([[1, -1]], [2], [1, 0]));

    [Fact]
    public void Maximise_Contradiction_IsNone() => Assert.Null(LinearProgram.Maximise([[1, 1], [1, 1]], [2, 3], [1, 0]));

    [Fact]
    public void Maximise_SameEquationTwice_IsOne() => Assert.Equal(2, LinearProgram.Maximise([[1, 1], [2, 2]], [2, 4], [1, 0])!.Value, 6);
}
