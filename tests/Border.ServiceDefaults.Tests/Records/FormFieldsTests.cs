using Border.Patrols.V1;
using Border.Seizures.V1;
using Border.ServiceDefaults.Records;
using Border.Type.V1;

namespace Border.ServiceDefaults.Tests.Records;

public sealed class FormFieldsTests
{
    [Theory]
    [InlineData("seizure.note", true)]
    [InlineData("seizure.items", true)]
    [InlineData("seizure.items.drug.purity_percent", true)]
    [InlineData("seizure.seize_time", true)]
    [InlineData("seizure.seize_time.seconds", false)]
    [InlineData("seizure.note.text", false)]
    [InlineData("seizure.colour", false)]
    [InlineData("", false)]
    [InlineData("seizure..note", false)]
    public void Find_APath_IsThatOfAFieldOrNone(string path, bool isField) =>
        Assert.Equal(isField, FormFields.Find(FormFields.Requests["recordSeizure"], path) is not null);

    [Fact]
    public void Requests_OfEachKind_MakeARecordThatSaysItsVersion()
    {
        Assert.All(FormFields.Requests.Values, request => Assert.NotNull(FormFields.Find(request, $"{request.Fields.InDeclarationOrder().First(field => field.FieldType == Google.Protobuf.Reflection.FieldType.Message).Name}.form_version")));

        var request = new CreatePatrolRequest { Patrol = new() };
        FormFields.Stamp(request, 3);

        Assert.Equal((3, 3), (request.Patrol.FormVersion, FormFields.VersionOf(request)));
        Assert.Null(FormFields.VersionOf(new EndPatrolRequest()));
    }

    [Theory]
    [InlineData("seizure.note", "seizure.note")]
    [InlineData("seizure.unit")]
    [InlineData("seizure.venues", "seizure.venues")]
    // What is not there is not asked for more.
    [InlineData("seizure.venues.kind")]
    [InlineData("seizure.circumstances", "seizure.circumstances")]
    [InlineData("seizure.circumstances.departure_country")]
    [InlineData("seizure.items.drug.purity_percent", "seizure.items[1].drug.purity_percent")]
    [InlineData("seizure.items.quantity.count", "seizure.items[1].quantity.count")]
    [InlineData("seizure.field_of_a_newer_contract")]
    public void Missing_AField_IsToldInEachPartThatIsThere(string path, params string[] missing)
    {
        RecordSeizureRequest request = new()
        {
            Seizure = new()
            {
                Unit = "U-1",
                Items =
                {
                    new SeizedItem { Kind = ItemKind.Firearm, Quantity = new() { Count = 2 } },
                    new SeizedItem { Kind = ItemKind.Drug, Quantity = new() { Mass = new() { Amount = "1", Unit = MassUnit.Kilogram } }, Drug = new() { Substance = "heroin" } },
                },
            },
        };

        Assert.Equal(missing, FormFields.Missing(request, path));
    }
}
