using Border.ServiceDefaults.Errors;
using Border.Storage;
using Border.Type.V1;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;

namespace Border.ServiceDefaults.Tests.Errors;

public sealed class RefusalsTests
{
    private readonly ErrorTranslation _errors = new(TimeProvider.System, NullLogger<ErrorTranslation>.Instance);

    public static TheoryData<RefusalException, StatusCode, ErrorReason> All => new()
    {
        { Refusals.InvalidField("area", "is required"), StatusCode.InvalidArgument, ErrorReason.InvalidFields },
        { Refusals.NotFound("cases/a"), StatusCode.NotFound, ErrorReason.RecordNotFound },
        { Refusals.RecordExists("cases/a"), StatusCode.AlreadyExists, ErrorReason.RecordExists },
        { Refusals.RequestIdReused("r-1"), StatusCode.AlreadyExists, ErrorReason.RequestIdReused },
        { Refusals.StaleEtag("cases/a", "3"), StatusCode.Aborted, ErrorReason.StaleEtag },
        { Refusals.WrongState("cases/a", "closed", "referred"), StatusCode.FailedPrecondition, ErrorReason.WrongState },
        { Refusals.RuleBroken("An arrest id is new in its case."), StatusCode.FailedPrecondition, ErrorReason.RuleBroken },
        { Refusals.AttachmentMissing(["photo"]), StatusCode.FailedPrecondition, ErrorReason.AttachmentMissing },
        { Refusals.StorageUnavailable(), StatusCode.Unavailable, ErrorReason.StorageUnavailable },
        { Refusals.KeyMissing(), StatusCode.Unavailable, ErrorReason.StorageUnavailable },
        { Refusals.StorageBusy(TimeSpan.FromSeconds(1)), StatusCode.ResourceExhausted, ErrorReason.StorageBusy },
        { Refusals.CallerLimited(TimeSpan.FromSeconds(1)), StatusCode.ResourceExhausted, ErrorReason.CallerLimited },
        { Refusals.ActorMissing("Say who calls."), StatusCode.Unauthenticated, ErrorReason.ActorMissing },
        { Refusals.TokenNotAccepted(), StatusCode.Unauthenticated, ErrorReason.TokenNotAccepted },
        { Refusals.IssuerUnavailable(), StatusCode.Unavailable, ErrorReason.IssuerUnavailable },
        { Refusals.NotPermitted("Only supervisors void."), StatusCode.PermissionDenied, ErrorReason.NotPermitted },
        { Refusals.DeviceRevoked("devices/a"), StatusCode.FailedPrecondition, ErrorReason.DeviceRevoked },
        { Refusals.OutsideAreas("case.area"), StatusCode.PermissionDenied, ErrorReason.NotPermitted },
        { Refusals.PurposeMissing("border-purpose", ["investigation"]), StatusCode.PermissionDenied, ErrorReason.PurposeMissing },
        { Refusals.UnknownReference("offence", "x"), StatusCode.FailedPrecondition, ErrorReason.UnknownReference },
        { Refusals.PositionAhead("cases", 9, 5), StatusCode.OutOfRange, ErrorReason.PositionAhead },
        { Refusals.FeedReplaced("cases", 9), StatusCode.OutOfRange, ErrorReason.PositionAhead },
        { Refusals.InvalidPageToken(), StatusCode.InvalidArgument, ErrorReason.InvalidPageToken },
        { Refusals.RequestTooLarge(), StatusCode.InvalidArgument, ErrorReason.RequestTooLarge },
    };

    [Theory]
    [MemberData(nameof(All))]
    public void ToRpc_EachRefusal_CarriesItsCodeAndReason(RefusalException refusal, StatusCode code, ErrorReason reason)
    {
        var rpc = RichStatus.ToRpc(refusal);

        var details = rpc.GetRpcStatus()!.GetDetail<ErrorInfo>();
        Assert.Equal(code, rpc.StatusCode);
        Assert.Equal("border", details.Domain);
        Assert.Equal("ERROR_REASON_" + UpperSnake(reason), details.Reason);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void ToSubmissionError_EachRefusal_SaysTheSame(RefusalException refusal, StatusCode code, ErrorReason reason)
    {
        var error = _errors.ToSubmissionError(refusal, "/border.cases.v1.CaseService/SubmitCases");

        Assert.Equal(((int)code, reason, refusal.Message), (error.Code, error.Reason, error.Message));
        Assert.Equal(refusal.Violations, error.Violations);
    }

    [Fact]
    public void All_Together_UseEveryReasonThatServicesGive()
    {
        var reasons = All.Select(row => (ErrorReason)row[2]!);

        var left = Enum.GetValues<ErrorReason>().Except(reasons);

        Assert.Equal([ErrorReason.Unspecified, ErrorReason.Internal], left);
    }

    [Fact]
    public void ToRpc_InvalidFields_ListsEveryField()
    {
        var refusal = Refusals.InvalidFields(
        [
            new FieldViolation { Field = "case.area", Description = "is required" },
            new FieldViolation { Field = "request_id", Description = "is required" },
        ]);

        var bad = RichStatus.ToRpc(refusal).GetRpcStatus()!.GetDetail<BadRequest>();

        Assert.Equal(["case.area", "request_id"], bad.FieldViolations.Select(violation => violation.Field));
    }

    [Fact]
    public void ToRpc_StorageBusy_SaysWhenToComeBack()
    {
        var rpc = RichStatus.ToRpc(Refusals.StorageBusy(TimeSpan.FromSeconds(3)));

        Assert.Equal(3, rpc.GetRpcStatus()!.GetDetail<RetryInfo>().RetryDelay.Seconds);
        Assert.Equal("3000", rpc.Trailers.GetValue("grpc-retry-pushback-ms"));
    }

    public static TheoryData<Exception, ErrorReason> Others => new()
    {
        { new StorageUnavailableException("host secret-db"), ErrorReason.StorageUnavailable },
        { new StorageBusyException(), ErrorReason.StorageBusy },
        { Record.Exception(() => Cases.V1.Case.Parser.ParseFrom([0xff]))!, ErrorReason.InvalidFields },
        { new InvalidOperationException("secret"), ErrorReason.Internal },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void ToSubmissionError_OtherExceptions_HaveAReasonAndNoInnerText(Exception thrown, ErrorReason reason)
    {
        var error = _errors.ToSubmissionError(thrown, "/m");

        Assert.Equal(reason, error.Reason);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    private static string UpperSnake(ErrorReason reason) =>
        System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(reason.ToString());
}
