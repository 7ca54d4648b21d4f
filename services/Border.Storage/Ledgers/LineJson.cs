using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Border.Storage.Ledgers;

/// <summary>Lines as they are stored: an array of objects that leave out what has its usual value.</summary>
internal sealed class LineJson
{
    private const string DayFormat = "yyyy-MM-dd";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> buffer = new(1024);
    private readonly TextPool pool = new();

    public string Write(IReadOnlyList<LedgerLine> lines) => Encoding.UTF8.GetString(WriteBytes(lines));

    /// <summary>Good until the next lines are written.</summary>
    public ReadOnlySpan<byte> WriteBytes(IReadOnlyList<LedgerLine> lines)
    {
        buffer.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(buffer, Options);
        writer.WriteStartArray();
        foreach (var line in lines)
            Write(writer, line);
        writer.WriteEndArray();
        writer.Flush();
        return buffer.WrittenSpan;
    }

    public List<LedgerLine> Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var lines = new List<LedgerLine>(2);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject)
                lines.Add(ReadLine(ref reader));
        }

        return lines;
    }

    private static void Write(Utf8JsonWriter writer, LedgerLine line)
    {
        writer.WriteStartObject();
        writer.WriteString("series"u8, line.Series);
        WriteDay(writer, "start"u8, line.Start);
        if (line.End != line.Start)
            WriteDay(writer, "end"u8, line.End);
        if (line.Area.Length > 0)
            writer.WriteString("area"u8, line.Area);
        if (line.Category.Length > 0)
            writer.WriteString("category"u8, line.Category);
        writer.WriteNumber("amount"u8, line.Amount);
        if (line.Below != 0)
            writer.WriteNumber("below"u8, line.Below);
        if (line.Above != 0)
            writer.WriteNumber("above"u8, line.Above);
        if (line.Reported)
            writer.WriteBoolean("reported"u8, true);
        if (line.KnownOn is { } knownOn)
            WriteDay(writer, "known_on"u8, knownOn);
        if (line.LoadedLater)
            writer.WriteBoolean("loaded_later"u8, true);
        if (line.Distinct)
            writer.WriteBoolean("distinct"u8, true);
        writer.WriteEndObject();
    }

    private static void WriteDay(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateOnly day)
    {
        Span<byte> text = stackalloc byte[DayFormat.Length];
        day.TryFormat(text, out _, DayFormat, CultureInfo.InvariantCulture);
        writer.WriteString(name, text);
    }

    private LedgerLine ReadLine(ref Utf8JsonReader reader)
    {
        string series = "", area = "", category = "";
        DateOnly start = default;
        DateOnly? end = null, knownOn = null;
        decimal amount = 0, below = 0, above = 0;
        bool reported = false, late = false, distinct = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("series"u8))
                series = pool.Text(ref reader);
            else if (name.SequenceEqual("start"u8))
                start = Day(reader.ValueSpan);
            else if (name.SequenceEqual("end"u8))
                end = Day(reader.ValueSpan);
            else if (name.SequenceEqual("area"u8))
                area = pool.Text(ref reader);
            else if (name.SequenceEqual("category"u8))
                category = pool.Text(ref reader);
            else if (name.SequenceEqual("amount"u8))
                amount = reader.GetDecimal();
            else if (name.SequenceEqual("below"u8))
                below = reader.GetDecimal();
            else if (name.SequenceEqual("above"u8))
                above = reader.GetDecimal();
            else if (name.SequenceEqual("reported"u8))
                reported = reader.GetBoolean();
            else if (name.SequenceEqual("known_on"u8))
                knownOn = Day(reader.ValueSpan);
            else if (name.SequenceEqual("loaded_later"u8))
                late = reader.GetBoolean();
            else if (name.SequenceEqual("distinct"u8))
                distinct = reader.GetBoolean();
        }

        return new(series, start, end ?? start, area, category, amount, below, above, reported, knownOn, late, distinct);
    }

    /// <summary>A day as ISO 8601 writes it.</summary>
    public static DateOnly Day(ReadOnlySpan<byte> text) => new(Number(text[..4]), Number(text[5..7]), Number(text[8..10]));

    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
            number = (number * 10) + digit - '0';
        return number;
    }
}
