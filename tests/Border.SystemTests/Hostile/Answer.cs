using Grpc.Core;

namespace Border.SystemTests.Hostile;

/// <summary>What a call was answered with.</summary>
/// <param name="Status">Null when there was no gRPC status.</param>
/// <param name="Details">The bytes of the google.rpc.Status, as text.</param>
/// <param name="Body">The frames of the messages.</param>
internal sealed record Answer(StatusCode? Status, string Message, string Details, byte[] Body);
