using Border.Storage.Migrations;

namespace Border.Storage.Tests;

public sealed class MigrationTests
{
    [Theory]
    [InlineData("Documents.Sqlite")]
    [InlineData("Documents.Postgres")]
    [InlineData("Ledgers.Sqlite")]
    [InlineData("Ledgers.Postgres")]
    [InlineData("Keys.Sqlite")]
    [InlineData("Keys.Postgres")]
    public void Steps_OfASet_AreNumberedWithoutGapsAndEachOnce(string set)
    {
        var numbers = MigrationScript.Of(set).Select(step => step.Number).ToList();

        Assert.NotEmpty(numbers);
        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
    }
}
