using Border.Cases.V1;
using Border.ServiceDefaults.Tests.Validation;
using Google.Protobuf.WellKnownTypes;

namespace Border.ServiceDefaults.Tests;

/// <summary>Valid requests, each new.</summary>
internal static class Requests
{
    public static RegisterCaseRequest Register(string id = "a", string requestId = "r-1") =>
        new()
        {
            CaseId = id,
            RequestId = requestId,
            Case = new Case
            {
                Unit = "U-1",
                Area = "53.02",
                RegisterTime = Samples.Now.ToTimestamp(),
                PrincipalOffence = "illegal_crossing",
            },
        };

    public static AmendCaseRequest Amend(params string[] paths) =>
        new()
        {
            Case = Register().Case,
            UpdateMask = new FieldMask { Paths = { paths } },
            Reason = "Wrong area",
            RequestId = "r-2",
        };
}
