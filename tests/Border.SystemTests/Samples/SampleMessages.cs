using System.Collections;
using Border.Cases.V1;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Border.SystemTests.Samples;

/// <summary>Makes messages that keep the limits of the contract, from its descriptors, so that many of them are carried out.</summary>
internal sealed class SampleMessages(Random random, int records = 400)
{
    private const double ShareOfOptionalFields = 0.6;
    private const double ShareOfDetails = 0.2;
    private const double ShareOfFitting = 0.8;
    private const double ShareOfUnknownForms = 0.05;

    private readonly SampleTexts _texts = new(random, records);

    public IMessage Make(MessageDescriptor type)
    {
        var message = type.Parser.ParseFrom(ByteString.Empty);
        // Details must fit the kind of their item; with random ones hardly an item would be taken.
        var choices = type.Oneofs.Where(oneof => !oneof.IsSynthetic && (oneof.Name != "details" || random.NextDouble() < ShareOfDetails))
            .Select(oneof => oneof.Fields[random.Next(oneof.Fields.Count)]).ToHashSet();
        foreach (var field in type.Fields.InFieldNumberOrder())
        {
            var isChosen = field.RealContainingOneof is null ? Contract.RuleOf(field).Required || random.NextDouble() < ShareOfOptionalFields : choices.Contains(field);
            if (isChosen)
                Set(message, field);
        }

        if (message is Notice notice && random.NextDouble() < ShareOfFitting)
            SampleNotices.Mend(notice);
        return message;
    }

    private void Set(IMessage message, FieldDescriptor field)
    {
        if (!field.IsRepeated)
        {
            field.Accessor.SetValue(message, Value(field));
            return;
        }

        var list = (IList)field.Accessor.GetValue(message);
        for (var count = random.Next(1, 3); count > 0; count--)
            list.Add(Value(field));
    }

    private object Value(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => _texts.For(field),
        FieldType.Bool => random.Next(2) == 0,
        FieldType.Bytes when field.Name == "content" => ByteString.CopyFromUtf8(SampleTexts.Gpx),
        FieldType.Bytes when field.Name == "public_key" => ByteString.CopyFrom(SampleTexts.PublicKey),
        FieldType.Bytes => Bytes(random.Next(20)),
        FieldType.Enum => field.EnumType.Values[random.Next(1, field.EnumType.Values.Count)].Number,
        // Of a form that there is, nearly always.
        FieldType.Int32 when field.Name == "form_version" => random.NextDouble() < ShareOfUnknownForms ? 2 : 1,
        FieldType.Int32 => (int)Number(field),
        FieldType.Int64 => (long)Number(field),
        FieldType.Double => Number(field) + 0.25,
        FieldType.Message when field.MessageType == Timestamp.Descriptor => Timestamp.FromDateTimeOffset(Day().AddSeconds(random.Next(86_400))),
        FieldType.Message when field.MessageType == FieldMask.Descriptor => new FieldMask { Paths = { MaskPath(field) } },
        FieldType.Message => Make(field.MessageType),
        _ => throw new NotSupportedException($"{field.FullName}: no samples."),
    };

    private ByteString Bytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return ByteString.CopyFrom(bytes);
    }

    private double Number(FieldDescriptor field)
    {
        var range = Contract.RuleOf(field).Range ?? new NumberRange { Min = 0, Max = 10 };
        return Math.Ceiling(range.Min) + random.Next((int)Math.Min(range.Max - range.Min, 20));
    }

    private DateTimeOffset Day() => new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(random.Next(700));

    private string MaskPath(FieldDescriptor field)
    {
        var resource = field.ContainingType.Fields.InFieldNumberOrder().First(other => other.FieldType == FieldType.Message).MessageType;
        var fields = resource.Fields.InFieldNumberOrder();
        return fields[random.Next(fields.Count)].Name;
    }
}
