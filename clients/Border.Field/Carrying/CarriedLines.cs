using System.Text.Json.Serialization;

namespace Border.Field.Carrying;

/// <summary>The first line of a carried file: which device wrote it, and how what follows is sealed.</summary>
/// <param name="PublicKey">The device's key, by which the signature in the last line is checked.</param>
internal sealed record CarriedHeader(string Format, string Device, byte[] PublicKey, DateTimeOffset MadeAt, byte[] Salt, int Iterations);

/// <summary>A record, sealed, with who recorded it. The checksum is of what is sealed: it tells which line was damaged.</summary>
internal sealed record CarriedRecord(long Place, string Author, string Kind, string RequestId, byte[] Sealed, byte[] Sha256);

/// <summary>The last line: how many records there are, and the device's signature over all bytes before it.</summary>
internal sealed record CarriedEnd(int Records, byte[] Signature);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CarriedHeader))]
[JsonSerializable(typeof(CarriedRecord))]
[JsonSerializable(typeof(CarriedEnd))]
internal sealed partial class CarriedJson : JsonSerializerContext;
