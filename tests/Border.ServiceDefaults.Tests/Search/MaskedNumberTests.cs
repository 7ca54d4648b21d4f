using Border.ServiceDefaults.Search;

namespace Border.ServiceDefaults.Tests.Search;

public sealed class MaskedNumberTests
{
    [Theory]
    [InlineData("E12345678", "…678")]
    [InlineData("110101199003070000", "…000")]
    [InlineData(" E12345678 ", "…678")]
    [InlineData("X1234567", "…67")]
    [InlineData("云A12345", "…45")]
    [InlineData("AB12", "…2")]
    [InlineData("12", "…")]
    public void Of_ANumber_ShowsItsEndAndNotItsLength(string number, string masked) => Assert.Equal(masked, MaskedNumber.Of(number));
}
