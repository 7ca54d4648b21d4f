using System.Collections;
using Border.ServiceDefaults.Validation;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Border.ServiceDefaults.Tests.Validation;

public sealed class PersonalFieldsTests
{
    public static TheoryData<string> Messages { get; } = new(Contract.Messages.Select(message => message.FullName).Order());

    [Theory]
    [MemberData(nameof(Messages))]
    public void Clear_MessageWithEveryFieldSet_LeavesAllButThePersonal(string fullName)
    {
        var message = Filled(Contract.Messages.Single(message => message.FullName == fullName));

        PersonalFields.Clear(message);

        AssertOnlyPersonalCleared(message);
    }

    [Fact]
    public void Clear_Case_ForgetsWhatItIsAboutAndKeepsWhatCounts()
    {
        var record = Requests.Register().Case;
        record.Particulars = new() { Title = "A title" };
        record.Arrests.Add(new Cases.V1.Arrest { Id = "a-1", Suspect = new() { StatedName = "A Name" } });

        PersonalFields.Clear(record);

        Assert.Null(record.Particulars);
        Assert.Null(record.Arrests[0].Suspect);
        Assert.Equal("a-1", record.Arrests[0].Id);
        Assert.Equal("53.02", record.Area);
    }

    [Fact]
    public void In_MessagesWithAndWithout_TellsThemApart()
    {
        Assert.True(PersonalFields.In(Cases.V1.ListCasesResponse.Descriptor));
        Assert.False(PersonalFields.In(Cases.V1.Offence.Descriptor));
    }

    private static void AssertOnlyPersonalCleared(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            var values = ValuesOf(field, message);
            Assert.True(Sensitivities.IsPersonal(field) == (values.Count == 0), field.FullName);
            foreach (var inner in values.OfType<IMessage>())
                AssertOnlyPersonalCleared(inner);
        }
    }

    // Members of a oneof stand in for each other, so only one of them is looked at.
    private static List<object> ValuesOf(FieldDescriptor field, IMessage message)
    {
        if (field.IsRepeated)
            return [.. ((IList)field.Accessor.GetValue(message)).Cast<object>()];
        var standIn = field.RealContainingOneof?.Fields[^1] ?? field;
        var value = standIn.Accessor.GetValue(message);
        return value is null or "" or 0 or false or 0L or 0d || value is ByteString { IsEmpty: true } || value is Enum && Convert.ToInt32(value) == 0 ? [] : [value];
    }

    private static IMessage Filled(MessageDescriptor descriptor)
    {
        var message = descriptor.Parser.ParseFrom(ByteString.Empty);
        foreach (var field in descriptor.Fields.InFieldNumberOrder())
        {
            if (field.IsRepeated)
                ((IList)field.Accessor.GetValue(message)).Add(ValueOf(field));
            else
                field.Accessor.SetValue(message, ValueOf(field));
        }

        return message;
    }

    private static object ValueOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => "x",
        FieldType.Bytes => ByteString.CopyFromUtf8("x"),
        FieldType.Bool => true,
        FieldType.Double => 1d,
        FieldType.Int64 => 1L,
        FieldType.Int32 => 1,
        FieldType.Enum => field.EnumType.Values[1].Number,
        FieldType.Message => Filled(field.MessageType),
        _ => throw new NotSupportedException(field.FullName),
    };
}
