using System.Globalization;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Validation;
using Border.Storage;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Border.ServiceDefaults.Records;

/// <summary>Turns records into documents and events, and documents into records.</summary>
internal static class RecordDocument
{
    private const string EraseTime = "erase_time";
    private const string EraseReason = "erase_reason";

    // A newer version of the service may have written fields that this one does not know.
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    public static string EtagOf(long version) => version.ToString(CultureInfo.InvariantCulture);

    /// <summary>The version that an etag stands for; null when it is empty.</summary>
    public static long? VersionOf(string etag)
    {
        if (etag.Length == 0)
            return null;
        return long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw Refusals.InvalidField("etag", "is not an etag that this server gave");
    }

    public static T Read<T>(RecordKind<T> kind, StoredDocument document)
        where T : class, IMessage<T>, new()
    {
        var record = document.Whole is { } whole ? Whole<T>(whole) : Parser.Parse<T>(document.Body);
        kind.Stamp(record, new ServerFields(
            EtagOf(document.Version), Timestamp.FromDateTimeOffset(document.CreateTime), Timestamp.FromDateTimeOffset(document.UpdateTime)));
        return record;
    }

    public static T Read<T>(RecordKind<T> kind, string name, DocumentVersion version)
        where T : class, IMessage<T>, new() =>
        Read(kind, Of(kind, name, version));

    /// <summary>A version as if it stood.</summary>
    public static StoredDocument Of(RecordKind kind, string name, DocumentVersion version) =>
        new(kind.Collection, name, version.Version, version.Body, version.Time, version.Time) { Whole = version.Whole };

    public static string Text(IMessage record) => JsonFormatter.Default.Format(record);

    /// <summary>A record without what it says about persons: itself, when records of its type say nothing about them.</summary>
    public static T Cleared<T>(T record)
        where T : class, IMessage<T>, new()
    {
        if (!PersonalFields.In(record.Descriptor))
            return record;
        var cleared = record.Clone();
        PersonalFields.Clear(cleared);
        return cleared;
    }

    /// <summary>A stored record without what it says about persons; null when it says nothing about them.</summary>
    public static string? Cleared<T>(string body)
        where T : class, IMessage<T>, new()
    {
        var record = Parser.Parse<T>(body);
        return PersonalFields.AnyIn(record) ? Text(Cleared(record)) : null;
    }

    private static T Whole<T>(byte[] whole)
        where T : class, IMessage<T>, new()
    {
        var record = new T();
        record.MergeFrom(whole);
        return record;
    }

    /// <summary>Whether what a record said about persons was destroyed.</summary>
    public static bool IsErased(IMessage record) => record.Descriptor.FindFieldByName(EraseTime)?.Accessor.GetValue(record) is not null;

    public static void MarkErased(IMessage record, DateTimeOffset time, string reason = "")
    {
        record.Descriptor.FindFieldByName(EraseTime)?.Accessor.SetValue(record, Timestamp.FromDateTimeOffset(time));
        record.Descriptor.FindFieldByName(EraseReason)?.Accessor.SetValue(record, reason);
    }

    /// <summary>A cleared record as it enters the feed: packed.</summary>
    public static byte[] State(IMessage cleared) => Any.Pack(cleared).ToByteArray();

    /// <summary>A stored record as its event was fed.</summary>
    public static byte[] StateOf<T>(RecordKind<T> kind, StoredDocument document)
        where T : class, IMessage<T>, new()
    {
        var record = Parser.Parse<T>(document.Body);
        kind.Stamp(record, new ServerFields("", null, null));
        return State(Cleared(record));
    }
}
