using System.ComponentModel.DataAnnotations;

namespace Border.Station.Demo;

/// <summary>How much of the demo is loaded. The configuration section is <c>Demo</c>.</summary>
internal sealed class DemoOptions
{
    public const string Section = "Demo";

    /// <summary>
    /// By how much the numbers of records are divided, for a quick look: with 1 they come to the published figures. A data
    /// folder takes one demo.
    /// </summary>
    [Range(1, 1000)]
    public int Divisor { get; set; } = 1;
}
