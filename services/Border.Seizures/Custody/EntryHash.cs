using System.Security.Cryptography;
using Border.Seizures.V1;
using Border.ServiceDefaults.Validation;
using Google.Protobuf;

namespace Border.Seizures.Custody;

/// <summary>The hashes of an entry, each after the rule by which it was made.</summary>
internal static class EntryHash
{
    private const int SaltBytes = 32;

    /// <summary>Takes the hashes of a new entry.</summary>
    public static void Set(CustodyEntry entry)
    {
        entry.HashRule = HashRule.Salted;
        entry.Salt = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(SaltBytes));
        entry.PersonalHash = OfPersonalPart(entry);
        entry.Hash = Of(entry);
    }

    public static string Of(CustodyEntry entry)
    {
        var content = entry.Clone();
        content.Hash = "";
        if (entry.HashRule == HashRule.Salted)
            PersonalFields.Clear(content);
        return Digest(content.ToByteArray());
    }

    /// <summary>The salted hash that stands for what the entry says about persons. Nothing can be guessed from it without the salt.</summary>
    public static string OfPersonalPart(CustodyEntry entry)
    {
        var content = entry.Clone();
        (content.Salt, content.PersonalHash, content.Hash) = (ByteString.Empty, "", "");
        return Digest([.. entry.Salt.Span, .. content.ToByteArray()]);
    }

    /// <summary>Whether what it said about persons is gone, all of it and the salt.</summary>
    public static bool IsErased(CustodyEntry entry)
    {
        if (entry.HashRule != HashRule.Salted || !entry.Salt.IsEmpty)
            return false;
        var erased = entry.Clone();
        PersonalFields.Clear(erased);
        return erased.Equals(entry);
    }

    /// <summary>Whether the entry, or what was left of it by an erasure, is what its hashes were taken over.</summary>
    public static bool Holds(CustodyEntry entry) =>
        entry.Hash == Of(entry)
        && (entry.HashRule != HashRule.Salted || IsErased(entry) || entry.PersonalHash == OfPersonalPart(entry));

    private static string Digest(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
