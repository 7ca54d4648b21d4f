using Border.Field.Sending;
using Border.Field.Syncing;
using Grpc.Core;

namespace Border.Field.Tests.Syncing;

public sealed class BatchAnswersTests
{
    // A record whose officer's token has run out is sent again under the next one.
    [Theory]
    [InlineData(StatusCode.Unauthenticated, false)]
    [InlineData(StatusCode.Unavailable, false)]
    [InlineData(StatusCode.ResourceExhausted, false)]
    [InlineData(StatusCode.Internal, false)]
    [InlineData(StatusCode.PermissionDenied, true)]
    [InlineData(StatusCode.InvalidArgument, true)]
    [InlineData(StatusCode.FailedPrecondition, true)]
    [InlineData(StatusCode.AlreadyExists, true)]
    [InlineData(StatusCode.Aborted, true)]
    public void IsFinal_OfEachCode_IsWhatTheSameServerWouldSayAgain(StatusCode code, bool expected) =>
        Assert.Equal(expected, BatchAnswers.IsFinal(new ServerFault(code, "", "", [])));
}
