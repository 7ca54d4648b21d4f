using Border.Field.Sending;
using Border.Type.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Border.Field.Queue;

/// <summary>Why a server refused a record, as it is kept.</summary>
internal static class Refusal
{
    public static byte[] ToBytes(ServerFault fault) => ErrorOf(fault).ToByteArray();

    public static SubmissionError ErrorOf(ServerFault fault) => new()
    {
        Code = (int)fault.Code,
        Message = fault.Reason.Length == 0 ? fault.Message : $"{fault.Reason}: {fault.Message}",
        Violations = { fault.Violations },
    };

    public static ServerFault From(byte[] bytes)
    {
        var error = SubmissionError.Parser.ParseFrom(bytes);
        return new ServerFault((StatusCode)error.Code, "", error.Message, error.Violations);
    }
}
