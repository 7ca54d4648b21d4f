using Border.Statistics.Releases;
using Border.Statistics.V1;

namespace Border.Statistics.Tests.Releases;

public sealed class ReleaseFileTests
{
    [Fact]
    public void Sign_AfterARefresh_KeepsOnlyWhatWasFoundThen()
    {
        var release = new Release { State = ReleaseState.Draft, Drafter = "analyst-1", Composer = "analyst-1" };
        var file = new ReleaseFile(release);
        var (first, then) = (FindingOf(GateRule.CumulativeFall), FindingOf(GateRule.CopiedFromBase));
        file.Sign("analyst-2", [first], DateTimeOffset.UnixEpoch);

        file.Refresh("analyst-1");

        Assert.Empty(release.Findings);
        file.Sign("analyst-2", [then], DateTimeOffset.UnixEpoch);
        Assert.Equal([then], release.Findings);
    }

    private static Finding FindingOf(GateRule rule) => new() { Rule = rule, Severity = FindingSeverity.Warning };
}
