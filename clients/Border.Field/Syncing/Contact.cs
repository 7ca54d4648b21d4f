using System.Globalization;
using Border.Attachments.V1;
using Border.Field.Devices;
using Border.Field.Sending;
using Grpc.Core;

namespace Border.Field.Syncing;

/// <summary>Asks the server for next to nothing, to learn whether it knows the caller and what its clock shows.</summary>
internal static class Contact
{
    public const string Service = "patrols";

    // A connection is made by several messages there and back, and each may be lost.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly string Nothing = new('0', 64);

    /// <summary>Of a short call that is made now.</summary>
    public static DateTime Deadline => (TimeProvider.System.GetUtcNow() + Limit).UtcDateTime;

    /// <returns>The fault when the server could not be asked, or does not know the caller.</returns>
    public static async Task<ServerFault?> MakeAsync(Device device, string author, CallInvoker server, TimeProvider time, CancellationToken cancellation)
    {
        var client = new AttachmentService.AttachmentServiceClient(server);
        var asked = device.Clock.Shown;
        var sent = time.GetTimestamp();
        using var call = client.GetUploadAsync(
            new GetUploadRequest { Service = Service, Sha256 = Nothing },
            deadline: Deadline, cancellationToken: cancellation);
        try
        {
            await call.ResponseAsync;
        }
        catch (RpcException answer) when (!cancellation.IsCancellationRequested)
        {
            var fault = ServerFault.From(answer);
            // That it has no such upload, or that the caller may not ask for one, is an answer to somebody whom it knows.
            if (fault.Kind != FaultKind.Refused || fault.Code == StatusCode.Unauthenticated)
                return fault;
        }

        if (DateOf(await call.ResponseHeadersAsync) is { } date)
            device.Clock.NoteServerTime(date, asked + time.GetElapsedTime(sent) / 2);
        device.Users.NoteContact(author, device.Clock.GetUtcNow());
        return null;
    }

    private static DateTimeOffset? DateOf(Metadata headers) =>
        DateTimeOffset.TryParseExact(headers.GetValue("date"), "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
}
