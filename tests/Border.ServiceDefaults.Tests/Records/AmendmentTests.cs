using Border.Cases.V1;
using Border.Patrols.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Border.ServiceDefaults.Tests.Records;

public sealed class AmendmentTests
{
    [Fact]
    public void RequireSeen_AnyAmendmentOfARecordThatSaysNeitherWhichNorWhichVersion_NamesBoth()
    {
        var amendments = Contract.RequestMessages.Where(type => type.Name.StartsWith("Amend", StringComparison.Ordinal) && type.FindFieldByName("name") is null).ToList();

        Assert.Equal(8, amendments.Count);
        foreach (var type in amendments)
        {
            var resource = type.FindFieldByNumber(1);
            var request = Of(type, resource);

            var refusal = Assert.Throws<RefusalException>(() => Amendment.RequireSeen(request));

            Assert.Equal([$"{resource.Name}.name", $"{resource.Name}.etag"], refusal.Violations.Select(violation => violation.Field));
        }
    }

    public static TheoryData<IMessage> Others => new()
    {
        new AmendCaseRequest { Case = new() { Name = "cases/a", Etag = "1" } },
        new AmendCaseRequest(),
        new RegisterCaseRequest { Case = new() },
        new AmendObservationRequest { Name = "patrols/a", Observation = new() },
        new RequestCorrectionRequest { Name = "cases/a", Facts = new() },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void RequireSeen_WhatSaysItOrHasNoSuchFields_Passes(IMessage request) => Amendment.RequireSeen(request);

    private static IMessage Of(MessageDescriptor type, FieldDescriptor resource)
    {
        var request = type.Parser.ParseFrom(ByteString.Empty);
        resource.Accessor.SetValue(request, resource.MessageType.Parser.ParseFrom(ByteString.Empty));
        return request;
    }
}
