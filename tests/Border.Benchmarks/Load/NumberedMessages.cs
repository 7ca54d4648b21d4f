using System.Buffers.Binary;
using Google.Protobuf;

namespace Border.Benchmarks.Load;

/// <summary>
/// Messages made beforehand that differ only in a number, which is put into their bytes as they are sent. The number is
/// scattered first, as random ids are, so that no index has an easier life than it would have with those.
/// </summary>
internal sealed class NumberedMessages
{
    /// <summary>What stands for the number in the texts of a template.</summary>
    public const string Mark = "################";

    private const ulong Scatter = 0x9e3779b97f4a7c15;

    private readonly (byte[] Bytes, int[] Places)[] templates;

    public NumberedMessages(IEnumerable<IMessage> templates) => this.templates = [.. templates.Select(Prepare)];

    public int MaxBytes => templates.Max(template => template.Bytes.Length);

    /// <summary>The text that stands in place of the mark in the message of a number.</summary>
    public static string TextOf(long number) => (unchecked((ulong)number * Scatter)).ToString("x16");

    /// <returns>The bytes written.</returns>
    public int Write(long number, Span<byte> to)
    {
        var (bytes, places) = templates[number % templates.Length];
        bytes.CopyTo(to);
        var scattered = unchecked((ulong)number * Scatter);
        foreach (var place in places)
            scattered.TryFormat(to.Slice(place, Mark.Length), out _, "x16");
        return bytes.Length;
    }

    private static (byte[] Bytes, int[] Places) Prepare(IMessage template)
    {
        var bytes = template.ToByteArray();
        var places = new List<int>();
        for (var i = 0; i + Mark.Length <= bytes.Length; i++)
        {
            if (bytes.AsSpan(i, Mark.Length).IndexOfAnyExcept((byte)Mark[0]) < 0)
                places.Add(i);
        }

        return (bytes, [.. places]);
    }
}
