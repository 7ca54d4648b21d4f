using System.Text.RegularExpressions;
using Border.Cases;
using Border.Headquarters;
using Border.Patrols;
using Border.ServiceDefaults.Health;
using Border.Statistics;
using Border.Storage;

namespace Border.Deployment.Tests;

public sealed class ReadmeTests
{
    [Fact]
    public void Readme_EachConfigurationKey_IsInItsTableOnce()
    {
        var keys = OptionKeys.Of(
            typeof(StatisticsModule).Assembly, typeof(CasesModule).Assembly, typeof(PatrolsModule).Assembly, typeof(IHealthContributor).Assembly,
            typeof(StorageOptions).Assembly, typeof(HeadquartersOptions).Assembly);
        var table = File.ReadLines(Repository.PathOf("README.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToList();

        var wrong = keys.All.Where(key => table.Sum(line => Regex.Count(line, $"`{key}`")) != 1).ToList();

        Assert.NotEmpty(keys.All);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Readme_VariablesThatComposeDemands_AreNamed()
    {
        var demanded = Regex.Matches(File.ReadAllText(Repository.PathOf("docker-compose.yml")), @"\$\{(?<name>[A-Z_]+):\?").Select(match => match.Groups["name"].Value).ToList();
        var readme = File.ReadAllText(Repository.PathOf("README.md"));

        Assert.NotEmpty(demanded);
        Assert.All(demanded, name => Assert.Contains($"`{name}`", readme, StringComparison.Ordinal));
    }
}
