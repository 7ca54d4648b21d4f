using Border.ServiceDefaults.Records;

namespace Border.ServiceDefaults.Attachments;

/// <summary>Who may read the attachments of a service: whoever may read a record that names them.</summary>
public interface IAttachmentReaders
{
    /// <summary>The name by which downloads name the service.</summary>
    string Service { get; }

    /// <summary>The kinds of records that name attachments, which they have as <see cref="AttachmentFiles.Key"/>.</summary>
    IReadOnlyList<NamingKind> Kinds { get; }

    /// <summary>Whether an actor, who makes the call under way, may read any of the records that name an attachment.</summary>
    Task<bool> MayReadAsync(string sha256, string actor, CancellationToken ct);
}

/// <summary>A kind of record that names attachments.</summary>
/// <param name="OrderField">A number key that each of its records has.</param>
public sealed record NamingKind(RecordKind Kind, string OrderField);
