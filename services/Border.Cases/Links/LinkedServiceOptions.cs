namespace Border.Cases.Links;

/// <summary>Where linked records are looked for. What is not set is not looked for. The configuration section is <c>Links</c>.</summary>
public sealed class LinkedServiceOptions
{
    public const string Section = "Links";

    /// <summary>The address of the Patrols service.</summary>
    public Uri? Patrols { get; set; }

    /// <summary>The address of the Persons service.</summary>
    public Uri? Persons { get; set; }

    /// <summary>The address of the Seizures service.</summary>
    public Uri? Seizures { get; set; }
}
