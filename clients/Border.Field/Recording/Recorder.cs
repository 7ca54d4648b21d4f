using System.Globalization;
using System.Security.Cryptography;
using Border.Field.Devices;
using Border.Field.Queue;
using Border.Field.Sending;
using Border.ServiceDefaults.Records;
using Border.Type.V1;
using Google.Protobuf;

namespace Border.Field.Recording;

/// <summary>A record as it was kept, and what is wrong with it: then it is a draft.</summary>
internal sealed record Recorded(Entry Entry, IReadOnlyList<FieldViolation> Faults);

/// <summary>Keeps what an officer records, at once and whatever is wrong with it: nothing that was typed is lost.</summary>
internal sealed class Recorder(Device device)
{
    private readonly RecordCheck _check = new(new PatrolBook(device.Queue), device.Lists, device.Clock);
    private readonly AgencyCheck _agency = new(device.Lists);

    /// <param name="kind">What the request is.</param>
    /// <param name="request">The ids that it lacks are made.</param>
    /// <param name="asDraft">It is not to be sent yet.</param>
    /// <param name="anyway">It is to be sent whatever the device finds wrong with it: the server decides.</param>
    public Recorded Record(SubmissionKind kind, IMessage request, bool asDraft = false, bool anyway = false)
    {
        var told = SHA256.HashData(request.ToByteArray());
        Identifiers.Complete(kind, request);
        return device.InOne(() => device.Queue.Find(kind.RequestIdOf(request)) is { } known
            ? Again(known, kind, told)
            : Keep(kind, request, null, asDraft, anyway, told));
    }

    /// <summary>
    /// Corrects a draft, or what was refused: a new request in the place of the old one, which stays in the history. The id of
    /// the record stays, so that what was recorded about it since is about the corrected one.
    /// </summary>
    public Recorded Correct(Entry entry, IMessage request, bool asDraft = false, bool anyway = false)
    {
        var kind = SubmissionKind.Find(entry.Kind)!;
        kind.SetRequestId(request, "");
        if (RecordKey.IdOfNew(request.Descriptor) is { } id)
            id.Accessor.SetValue(request, entry.Record);
        Identifiers.Complete(kind, request);
        if (RecordKey.Of(request) != entry.Record)
            throw new DeviceException("A correction is about the same record.");
        return device.InOne(() => Keep(kind, request, Editable(entry.Sequence), asDraft, anyway));
    }

    /// <summary>A draft, or what was refused, of the officer who has signed in.</summary>
    public Entry Editable(long sequence)
    {
        var entry = device.Queue.Find(sequence);
        if (entry is null || entry.Author != device.User)
            throw new DeviceException($"{device.User} has no record {sequence} on this device.");
        return entry.State is EntryState.Draft or EntryState.Refused
            ? entry
            : throw new DeviceException($"Record {sequence} is {entry.State.ToString().ToLowerInvariant()}. Only a draft, or one that was refused, can be changed.");
    }

    // Recorded before, and told again since the officer's program did not hear of it. A draft still has what was wrong with it.
    private Recorded Again(Entry known, SubmissionKind kind, byte[] told)
    {
        if (known.Kind != kind.Name || !device.Queue.IsAsTold(known, told))
            throw new RequestIdReusedException($"The request id {known.RequestId} was used before, with other content: record {known.Sequence} is kept under it. `border field edit {known.Sequence} FILE` mends a draft.");
        var faults = known.State == EntryState.Draft && device.Queue.RequestOf(known) is { } draft ? FaultsOf(draft, known.Place, known.Follows) : [];
        return new Recorded(known, faults);
    }

    private Recorded Keep(SubmissionKind kind, IMessage request, Entry? corrected, bool asDraft, bool anyway, byte[]? told = null)
    {
        // The services hold a record to the version that it names: what lacks something of it, and is sent all the same, names none.
        if (_agency.FormOf(request.Descriptor) is { } form)
            FormFields.Stamp(request, FormFields.FaultsOf(request, form).Any() ? 0 : form.Version);
        var follows = Follow(kind, request);
        var faults = FaultsOf(request, corrected?.Place ?? long.MaxValue, follows);
        var state = asDraft || (faults.Count > 0 && !anyway) ? EntryState.Draft : EntryState.Ready;
        return new Recorded(device.Queue.Add(new NewEntry(device.User, kind, request, state, follows) { MadeWith = MadeWith(request), Told = told }, corrected), faults);
    }

    private List<FieldViolation> FaultsOf(IMessage request, long place, bool follows)
    {
        List<FieldViolation> faults = [.. _check.Check(request, place)];
        // A record of so early a day would be counted there, and sent before anybody looked at the clock.
        if (device.Clock.SetBackFrom is { } before)
            faults.Add(new() { Description = string.Create(CultureInfo.InvariantCulture, $"The device's clock shows {device.Clock.Shown:yyyy-MM-dd}, and it was {before:yyyy-MM-dd} before. Set it, and put the times of this record right.") });
        // Somebody else's changes could be written over without having been seen.
        if (faults.Count == 0 && !follows && EtagChain.IsAmendment(request) && EtagChain.Of(request).Length == 0)
            faults.Add(new() { Field = "etag", Description = "is not known on this device; say which version was seen" });
        return faults;
    }

    private string MadeWith(IMessage request) => RecordCheck.ListOf(request) is { } list && device.Lists.Find(list) is { } given ? given.Etag : "";

    // Whether the device knows the record, so that its etag can follow the device's own requests.
    private bool Follow(SubmissionKind kind, IMessage request)
    {
        if (!EtagChain.IsAmendment(request) || EtagChain.Of(request).Length > 0)
            return false;
        var about = device.Queue.About(kind.Method.Feed, RecordKey.Of(request));
        var known = EtagChain.Known(RecordKey.NameOf(request), about);
        EtagChain.Set(request, known);
        return known.Length > 0 || about.Any(entry => entry.Makes);
    }
}
