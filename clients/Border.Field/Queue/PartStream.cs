namespace Border.Field.Queue;

/// <summary>Reads parts of one size, of which only one is held open at a time.</summary>
internal sealed class PartStream(Func<int, byte[]> open, long length) : Stream
{
    private byte[] _part = [];
    private int _number = -1;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        if (Position >= length)
            return 0;
        var number = (int)(Position / AttachmentStore.PartBytes);
        if (number != _number)
            (_part, _number) = (open(number), number);
        var rest = _part.AsSpan((int)(Position % AttachmentStore.PartBytes));
        var taken = rest[..Math.Min(rest.Length, buffer.Length)];
        taken.CopyTo(buffer);
        Position += taken.Length;
        return taken.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("Set the position.");

    public override void SetLength(long value) => throw new NotSupportedException("Only read.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Only read.");

    public override void Flush()
    {
        // Nothing is written.
    }
}
