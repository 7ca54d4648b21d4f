namespace Border.Field.Carrying;

/// <summary>A file with what a station answered to a carried file: one line, sealed under the passphrase of that file.</summary>
/// <param name="File">The SHA-256 of the carried file.</param>
internal sealed record ReceiptsLine(string Format, string Device, string File, byte[] Salt, int Iterations, byte[] Sealed);

/// <param name="Receipts">A SubmissionReceipt each.</param>
internal sealed record ReceiptsContent(IReadOnlyList<byte[]> Receipts, IReadOnlyList<StoredAttachment> Attachments);

internal sealed record StoredAttachment(string Sha256, string Service);
