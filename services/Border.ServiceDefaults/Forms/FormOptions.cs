namespace Border.ServiceDefaults.Forms;

/// <summary>Where the agency's forms are kept. What is not set is not asked, and forms are then checked on devices only.</summary>
public sealed class FormOptions
{
    public const string Section = "Forms";

    /// <summary>The address of the Patrols service.</summary>
    public Uri? Patrols { get; set; }
}
