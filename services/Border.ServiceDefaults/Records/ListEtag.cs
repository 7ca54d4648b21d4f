using System.Security.Cryptography;
using Google.Protobuf;

namespace Border.ServiceDefaults.Records;

/// <summary>The version of a list of reference data: a digest of all that it holds, in its order.</summary>
public static class ListEtag
{
    private const int Digits = 16;

    public static string Of(IEnumerable<IMessage> list)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var entry in list)
        {
            var bytes = entry.ToByteArray();
            digest.AppendData(BitConverter.GetBytes(bytes.Length));
            digest.AppendData(bytes);
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset())[..Digits];
    }
}
