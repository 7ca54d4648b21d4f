using Border.Cases.V1;
using Border.ServiceDefaults.Records;

namespace Border.ServiceDefaults.Tests.Records;

public sealed class RequestDigestsTests
{
    private static readonly RegisterCaseRequest Request = new() { RequestId = "r1", CaseId = "a" };

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void IsOf_UnderAnotherKey_IsOnlyWhereItIsNotKeyed(bool isKeyed, bool expected)
    {
        var kept = new RequestDigests([7], isKeyed).Of(Request);

        Assert.Equal(expected, new RequestDigests([8], isKeyed).IsOf(kept, Request));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void IsOf_DigestOfTheOtherKind_IsTheSameRequests(bool wasKeyed)
    {
        var kept = new RequestDigests([7], wasKeyed).Of(Request);
        var now = new RequestDigests([7], !wasKeyed);

        Assert.True(now.IsOf(kept, Request));
        Assert.False(now.IsOf(kept, new RegisterCaseRequest(Request) { CaseId = "b" }));
    }
}
