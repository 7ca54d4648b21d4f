namespace Border.ServiceDefaults.Attachments;

/// <summary>Who may read the attachments of a service: whoever may read a record that names them.</summary>
public interface IAttachmentReaders
{
    /// <summary>The name by which downloads name the service.</summary>
    string Service { get; }

    /// <summary>Whether an actor, who makes the call under way, may read any of the records that name an attachment.</summary>
    Task<bool> MayReadAsync(string sha256, string actor, CancellationToken ct);
}
