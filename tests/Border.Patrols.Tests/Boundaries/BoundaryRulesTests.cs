using Border.Patrols.Boundaries;
using Border.Patrols.V1;
using Border.Testing;
using Border.Type.V1;

namespace Border.Patrols.Tests.Boundaries;

public sealed class BoundaryRulesTests
{
    [Fact]
    public void Checked_EveryFaultOfTheSections_IsNamed()
    {
        var near = new Ground(86, 10);
        var many = Ground.Plain.Section("many", [.. Enumerable.Range(0, 5001).Select(i => ((double)i, 0.0))]);
        many.Lines.Add(many.Lines[0].Clone());
        BoundarySection[] sent =
        [
            Ground.Plain.Section("a", (0, 0), (10, 0)),
            Ground.Plain.Section("a", (0, 0), (10, 0)),
            Ground.Plain.Section("one", (0, 0)),
            Ground.Plain.Section("short", (0, 0), (0.5, 0)),
            near.Section("pole", (0, 0), (10, 0)),
            many,
            Long("long", 0, 20),
            Long("longest", 0, 179),
        ];

        var refusal = Assert.Throws<ServiceDefaults.Errors.RefusalException>(() => BoundaryRules.Checked(sent));

        Assert.Equal(
            ["sections[1].id", "sections[2].lines", "sections[3].lines", "sections[4].lines", "sections[5].lines", "sections[6].lines", "sections[7].lines"],
            refusal.Violations.Select(violation => violation.Field));
    }

    // So that a field that is added to the contract cannot be forgotten here.
    [Fact]
    public void Checked_EveryFieldThatAnAgencySends_IsKeptAndNoOther()
    {
        var sent = Ground.Plain.Section("a", (0, 0), (1000, 0));
        (sent.DisplayName, sent.IsRetired) = (new() { En = "River", Zh = "河段" }, true);
        var withMore = sent.Clone();
        (withMore.Name, withMore.Etag, withMore.LengthMeters) = ("cases/x", "7", 1);
        (withMore.CreateTime, withMore.UpdateTime, withMore.ReviseTime) = (Ground.Minute(1), Ground.Minute(1), Ground.Minute(1));
        withMore.Lines[0].Positions[0].AccuracyMeters = 5;

        var kept = Assert.Single(BoundaryRules.Checked([withMore]));

        Assert.Equal(["etag", "create_time", "update_time", "revise_time"], MessageFields.Unset(kept));
        Assert.Equal(1000, kept.LengthMeters, 0.01);
        (sent.Name, sent.LengthMeters) = ("boundary-sections/a", kept.LengthMeters);
        Assert.Equal(sent, kept);
    }

    private static BoundarySection Long(string id, double west, double east) => new()
    {
        Id = id,
        Area = "53",
        Lines = { new BoundaryLine { Positions = { (Position[])[new() { Longitude = west }, new() { Longitude = east }] } } },
    };
}
