using System.ComponentModel.DataAnnotations;

namespace Border.ServiceDefaults.Erasing;

/// <summary>For how long records about persons are kept before somebody reviews whether they still must be.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>Days from the encounter.</summary>
    [Range(1, 36500)]
    public int InterceptionDays { get; set; } = 1825;

    /// <summary>Days from the last encounter with the person, or from their registration.</summary>
    [Range(1, 36500)]
    public int PersonDays { get; set; } = 3650;

    /// <summary>Days from the last turn of the case.</summary>
    [Range(1, 36500)]
    public int CaseDays { get; set; } = 3650;

    /// <summary>Days from when the notice was closed, or else sent, received or drafted.</summary>
    [Range(1, 36500)]
    public int NoticeDays { get; set; } = 1825;

    /// <summary>Days from the end of the watch notice's validity.</summary>
    [Range(1, 36500)]
    public int WatchNoticeDays { get; set; } = 1825;

    /// <summary>Days from the seizure.</summary>
    [Range(1, 36500)]
    public int SeizureDays { get; set; } = 3650;

    /// <summary>Days from the last entry of the exhibit's chain of custody.</summary>
    [Range(1, 36500)]
    public int ExhibitDays { get; set; } = 3650;

    /// <summary>Days from the end of the patrol, or from when it was to start.</summary>
    [Range(1, 36500)]
    public int PatrolDays { get; set; } = 1825;

    /// <summary>Days from the last contact of the device.</summary>
    [Range(1, 36500)]
    public int DeviceDays { get; set; } = 1825;

    /// <summary>Days from when an attachment was uploaded, after which its bytes are destroyed unless a record names it by then; and from when an upload was begun that is not finished.</summary>
    [Range(1, 36500)]
    public int UnnamedAttachmentDays { get; set; } = 30;

    /// <summary>Whether one person proposes an erasure and another carries it out; else one may erase alone.</summary>
    public bool SecondPerson { get; set; } = true;

    /// <summary>The most records that an erasure empties in one commit; one of more goes on with the next.</summary>
    [Range(1, 10000)]
    public int ErasedAtOnce { get; set; } = 500;

    /// <summary>How often what is due is counted and told in the log, and attachments that no record names are destroyed; zero for never.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan ReviewEvery { get; set; } = TimeSpan.FromDays(1);
}
