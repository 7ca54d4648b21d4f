using System.Text.Json.Serialization;

namespace Border.Field.Carrying;

/// <summary>The first line of a carried file: which device wrote it, and how what follows is sealed.</summary>
/// <param name="PublicKey">The device's key, by which the signature in the last line is checked.</param>
/// <param name="Parts">How many lines with parts of attachments follow, before the records.</param>
internal sealed record CarriedHeader(string Format, string Device, byte[] PublicKey, DateTimeOffset MadeAt, byte[] Salt, int Iterations, int Parts = 0);

/// <summary>A part of a photo or document, sealed. Parts follow each other in their order.</summary>
/// <param name="Name">The SHA-256 of the whole attachment.</param>
internal sealed record CarriedPart(string Name, string Service, string Author, int Type, byte[] Sealed, byte[] Sha256);

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
[JsonSerializable(typeof(CarriedPart))]
[JsonSerializable(typeof(CarriedRecord))]
[JsonSerializable(typeof(CarriedEnd))]
[JsonSerializable(typeof(ReceiptsLine))]
[JsonSerializable(typeof(ReceiptsContent))]
internal sealed partial class CarriedJson : JsonSerializerContext;
