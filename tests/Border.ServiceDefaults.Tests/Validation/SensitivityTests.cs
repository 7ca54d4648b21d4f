using Border.Cases.V1;
using Border.ServiceDefaults.Validation;
using Border.Testing;
using Border.Type.V1;

namespace Border.ServiceDefaults.Tests.Validation;

public sealed class SensitivityTests
{
    [Fact]
    public void Fields_OfTheContract_AllHaveAClass()
    {
        var without = ContractFiles.All.SelectMany(file => file.MessageTypes)
            .SelectMany(message => message.NestedTypes.Prepend(message))
            .SelectMany(message => message.Fields.InFieldNumberOrder())
            .Where(field => Sensitivities.Of(field) == Sensitivity.Unspecified);

        Assert.Empty(without.Select(field => field.FullName));
    }

    [Fact]
    public void Of_FieldThatStatesItsOwn_IsThat() =>
        Assert.Equal(Sensitivity.Personal, Sensitivities.Of(CaseParticulars.Descriptor.FindFieldByName("summary")));

    [Fact]
    public void Of_FieldThatStatesNone_IsThatOfItsMessage() =>
        Assert.Equal(Sensitivity.Internal, Sensitivities.Of(Case.Descriptor.FindFieldByName("unit")));

    [Fact]
    public void Of_FieldOfNeither_IsUnspecified() =>
        Assert.Equal(Sensitivity.Unspecified, Sensitivities.Of(Google.Protobuf.WellKnownTypes.Timestamp.Descriptor.FindFieldByName("seconds")));
}
