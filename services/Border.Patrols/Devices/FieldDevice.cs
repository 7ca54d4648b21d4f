using System.Security.Cryptography;
using Border.Patrols.V1;
using Border.ServiceDefaults.Errors;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Border.Patrols.Devices;

/// <summary>The rules of a device. What is done to it is at a time, by the server's clock, and by somebody.</summary>
internal sealed class FieldDevice(RegisteredDevice device)
{
    private const int MostOfficers = 100;
    private const int MostFiles = 100;
    private const int SameSkewSeconds = 60;
    private const int FingerprintDigits = 16;
    private const int KeyBytes = 91;

    // What every key on P-256 begins with: its algorithm, its curve, and that a point follows as it is.
    private static readonly byte[] P256 = Convert.FromHexString("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

    /// <param name="area">That of the officer, for a device of which none is said.</param>
    public static RegisteredDevice Register(string id, RegisteredDevice sent, string area, string officer, DateTimeOffset time)
    {
        DemandKey(sent.PublicKey);
        return new RegisteredDevice
        {
            Name = DeviceKind.NameOf(id),
            Unit = sent.Unit,
            Area = sent.Area.Length > 0 ? sent.Area : area,
            PublicKey = sent.PublicKey,
            KeyFingerprint = Convert.ToHexStringLower(SHA256.HashData(sent.PublicKey.Span))[..FingerprintDigits],
            State = DeviceState.Active,
            Officers = { officer },
            ContactTime = Timestamp.FromDateTimeOffset(time),
            ContactOfficer = officer,
        };
    }

    /// <summary>Whether a contact tells nothing but that there was one.</summary>
    public bool IsAsTold(CheckInDeviceRequest request, string officer, DateTimeOffset time) =>
        device.State == DeviceState.Active
        && device.ContactOfficer == officer
        && request.Report.Equals(device.Report)
        && Math.Abs(SkewOf(request, time) - device.ClockSkewSeconds) <= SameSkewSeconds;

    /// <summary>Notes a contact, also of a revoked device: where it was seen, and that it was wiped, is worth knowing.</summary>
    public void CheckIn(CheckInDeviceRequest request, string officer, DateTimeOffset time)
    {
        device.ContactTime = Timestamp.FromDateTimeOffset(time);
        device.ContactOfficer = officer;
        device.Report = request.Report.Clone();
        device.ClockSkewSeconds = SkewOf(request, time);
        device.Officers.Remove(officer);
        device.Officers.Add(officer);
        while (device.Officers.Count > MostOfficers)
            device.Officers.RemoveAt(0);
        if (request.IsWiped && device.State == DeviceState.Revoked)
            device.WipeTime ??= device.ContactTime;
    }

    public void Revoke(string reason, string actor, DateTimeOffset time)
    {
        if (device.State == DeviceState.Revoked)
            throw Refusals.WrongState(device.Name, "revoked", "revoked again");
        device.State = DeviceState.Revoked;
        (device.RevokeTime, device.RevokeActor, device.RevokeReason) = (Timestamp.FromDateTimeOffset(time), actor, reason);
    }

    public void Admit(AdmitDeviceFileRequest request, string actor, DateTimeOffset time)
    {
        if (device.State != DeviceState.Revoked)
            throw Refusals.WrongState(device.Name, "active", "asked to have its files admitted");
        if (device.AdmittedFiles.Any(file => file.Sha256 == request.Sha256))
            throw Refusals.RuleBroken("The file is admitted already.");
        if (device.AdmittedFiles.Count == MostFiles)
            throw Refusals.RuleBroken($"At most {MostFiles} files of a revoked device are admitted.");
        device.AdmittedFiles.Add(new AdmittedFile
        {
            Sha256 = request.Sha256,
            Actor = actor,
            AdmitTime = Timestamp.FromDateTimeOffset(time),
            Reason = request.Reason,
        });
    }

    public VerifyDeviceFileResponse Verify(VerifyDeviceFileRequest request)
    {
        if (request.PublicKey != device.PublicKey)
            throw Refusals.RuleBroken("The file is not signed with the key under which the device is registered.");
        var isAdmitted = device.AdmittedFiles.Any(file => file.Sha256 == request.Sha256);
        return device.State == DeviceState.Active || isAdmitted
            ? new VerifyDeviceFileResponse { IsAdmitted = isAdmitted }
            : throw Refusals.DeviceRevoked(device.Name);
    }

    private static long SkewOf(CheckInDeviceRequest request, DateTimeOffset time) => (long)(request.DeviceTime.ToDateTimeOffset() - time).TotalSeconds;

    // Told by its form first: what else can be written there, the platform answers in ways of its own.
    private static void DemandKey(ByteString key)
    {
        try
        {
            if (key.Length == KeyBytes && key.Span.StartsWith(P256))
            {
                using var parsed = ECDsa.Create();
                parsed.ImportSubjectPublicKeyInfo(key.Span, out _);
                return;
            }
        }
        catch (CryptographicException)
        {
            // It is no point of the curve.
        }

        throw Refusals.InvalidField("device.public_key", "must be a SubjectPublicKeyInfo in DER of a key on P-256");
    }
}
