using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace Border.Storage.Postgres;

/// <summary>
/// Rows laid out in memory in the binary form of COPY: a count of columns, and each column as its length and its bytes, all
/// with the highest byte first.
/// </summary>
internal sealed class PostgresRows(string table, short columns)
{
    private const int HeaderSize = 19;
    private const int BiggestNumeric = 32;
    private const int DaysTo2000 = 730119;
    private const ushort NegativeSign = 0x4000;

    private byte[] buffer = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];
    private int length = HeaderSize;

    public async Task CopyAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        if (length == HeaderSize)
            return;
        BinaryPrimitives.WriteInt16BigEndian(Reserve(sizeof(short)), -1);
        await using var stream = await connection.BeginRawBinaryCopyAsync($"copy {table} from stdin (format binary)", ct);
        await stream.WriteAsync(buffer.AsMemory(0, length), ct);
    }

    public void Start() => BinaryPrimitives.WriteInt16BigEndian(Reserve(sizeof(short)), columns);

    public void Add(string text)
    {
        var size = Encoding.UTF8.GetByteCount(text);
        Encoding.UTF8.GetBytes(text, Column(size));
    }

    public void Add(ReadOnlySpan<byte> text) => text.CopyTo(Column(text.Length));

    public void Add(int number) => BinaryPrimitives.WriteInt32BigEndian(Column(sizeof(int)), number);

    public void Add(long number) => BinaryPrimitives.WriteInt64BigEndian(Column(sizeof(long)), number);

    public void Add(DateOnly day) => Add(day.DayNumber - DaysTo2000);

    /// <summary>A numeric: groups of four decimal digits from the highest on, and where among them the point is.</summary>
    public void Add(decimal amount)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(amount, parts);
        var scale = (parts[3] >> 16) & 0xFF;
        var rest = new UInt128((uint)parts[2], ((ulong)(uint)parts[1] << 32) | (uint)parts[0]);
        for (var digit = scale; digit % 4 != 0; digit++)
            rest *= 10;

        Span<short> groups = stackalloc short[BiggestNumeric];
        var count = 0;
        for (; rest > ulong.MaxValue; rest /= 10_000)
            groups[count++] = (short)(ulong)(rest % 10_000);
        for (var low = (ulong)rest; low > 0; low /= 10_000)
            groups[count++] = (short)(low % 10_000);

        var column = Column((4 + count) * sizeof(short));
        BinaryPrimitives.WriteInt16BigEndian(column, (short)count);
        BinaryPrimitives.WriteInt16BigEndian(column[2..], (short)(count - ((scale + 3) / 4) - 1));
        BinaryPrimitives.WriteUInt16BigEndian(column[4..], amount < 0 ? NegativeSign : (ushort)0);
        BinaryPrimitives.WriteInt16BigEndian(column[6..], (short)scale);
        for (var i = 0; i < count; i++)
            BinaryPrimitives.WriteInt16BigEndian(column[(8 + (2 * i))..], groups[count - 1 - i]);
    }

    private Span<byte> Column(int size)
    {
        BinaryPrimitives.WriteInt32BigEndian(Reserve(sizeof(int)), size);
        return Reserve(size);
    }

    private Span<byte> Reserve(int size)
    {
        if (length + size > buffer.Length)
            Array.Resize(ref buffer, Math.Max(length + size, buffer.Length * 2));
        var span = buffer.AsSpan(length, size);
        length += size;
        return span;
    }
}
