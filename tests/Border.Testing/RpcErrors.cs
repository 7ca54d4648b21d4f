using Google.Rpc;
using Grpc.Core;

namespace Border.Testing;

/// <summary>What a refusal says beside its status.</summary>
public static class RpcErrors
{
    /// <summary>Why, as the contract has it: the name of an <c>ErrorReason</c>.</summary>
    public static string Reason(this RpcException error) => error.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason;
}
