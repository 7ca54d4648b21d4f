using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;

namespace Border.Cli.Submitting;

/// <summary>
/// Makes the id of a request from its content, so that the same content sent again, even from another machine, is the same
/// request and has no second effect.
/// </summary>
internal static class RequestId
{
    private const int HashBytes = 20;

    /// <summary>At most 64 ASCII characters.</summary>
    public static string Of(string kind, IMessage request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{kind}\n"));
        hash.AppendData(request.ToByteArray());
        return "cli-" + Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, HashBytes));
    }
}
