using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Border.Cli.Printing;
using Border.Cli.Records;
using Border.Patrols.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cli.Commands;

/// <summary>The registry of the devices of field units, for those who lead them.</summary>
internal static class DevicesCommand
{
    private const int PageSize = 1000;

    private static readonly string[] Columns =
    [
        "device", "state", "area", "unit", "last contact", "by", "draft", "ready", "refused", "proposals", "attachments", "oldest", "clock skew", "client", "wiped",
    ];

    public static Command Create(CommandHost host)
    {
        var area = new Option<string?>("--area") { Description = "Only devices of this area and those below it", HelpName = "A" };
        var unit = new Option<string?>("--unit") { Description = "Only devices of this unit", HelpName = "U" };
        var state = new Option<string?>("--state") { Description = "Only devices in this state" };
        state.AcceptOnlyFromAmong(EnumWords.Words<DeviceState>());
        var before = new Option<DateTimeOffset?>("--contact-before") { Description = "Only devices that were last in contact before this time", HelpName = "TIME" };
        var format = Output.Option(Output.Table, Output.Csv);
        var command = new Command("devices", "Lists the devices of field units with their last contact and what waits on them, latest contact first")
        {
            area, unit, state, before, format, CreateRevoke(host), CreateAdmit(host),
        };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var request = new ListDevicesRequest
            {
                PageSize = PageSize,
                Area = parsed.GetValue(area) ?? "",
                Unit = parsed.GetValue(unit) ?? "",
                State = parsed.GetValue(state) is { } word ? EnumWords.ValueOf<DeviceState>(word) : default,
                ContactBeforeTime = parsed.GetValue(before) is { } time ? Timestamp.FromDateTimeOffset(time) : null,
            };
            var devices = await DevicesAsync(session, request, cancellation).Select(Values).ToListAsync(cancellation);
            return await Output.PrintRowsAsync(
                session.Terminal, parsed.GetValue(format), Columns, devices, "No device was found.", "draft", "ready", "refused", "proposals", "attachments");
        });
        return command;
    }

    private static Command CreateRevoke(CommandHost host)
    {
        var (device, reason) = (Device(), Reason("Why, such as where it was lost"));
        var command = new Command("revoke", "Revokes a lost device: at its next contact it sends nothing, and wipes what it had received") { device, reason };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var request = new RevokeDeviceRequest { Name = NameOf(parsed, device), Reason = parsed.GetRequiredValue(reason), RequestId = Guid.CreateVersion7().ToString() };
            var revoked = await ClientOf(session).RevokeDeviceAsync(request, cancellationToken: cancellation);
            return await Output.PrintAsync(session.Terminal, $"{revoked.Name} is revoked. Revoke the tokens of {string.Join(", ", revoked.Officers)} where they are issued, too.");
        });
        return command;
    }

    private static Command CreateAdmit(CommandHost host)
    {
        var (device, reason) = (Device(), Reason("Why its records are to be taken"));
        var file = new Argument<string>("FILE") { Description = "What `border field export` wrote on it" };
        var command = new Command("admit", "Admits a file of a revoked device, after a look at what it holds (`border field import FILE --show`)") { device, file, reason };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            await using var content = File.OpenRead(parsed.GetRequiredValue(file));
            var request = new AdmitDeviceFileRequest
            {
                Name = NameOf(parsed, device),
                Sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation)),
                Reason = parsed.GetRequiredValue(reason),
                RequestId = Guid.CreateVersion7().ToString(),
            };
            await ClientOf(session).AdmitDeviceFileAsync(request, cancellationToken: cancellation);
            return await Output.PrintAsync(session.Terminal, $"{request.Sha256} is admitted.");
        });
        return command;
    }

    private static IAsyncEnumerable<RegisteredDevice> DevicesAsync(Session session, ListDevicesRequest request, CancellationToken cancellation) => ListPages.EachAsync(
        token => ClientOf(session).ListDevicesAsync(new(request) { PageToken = token }, cancellationToken: cancellation).ResponseAsync,
        page => (page.Devices, page.NextPageToken));

    private static string[] Values(RegisteredDevice device)
    {
        var report = device.Report ?? new DeviceReport();
        int[] counts = [report.DraftCount, report.ReadyCount, report.RefusedCount, report.ProposalCount, report.AttachmentCount];
        return
        [
            device.Name, EnumWords.WordOf(device.State), device.Area, device.Unit, FieldText.Of(device.ContactTime), device.ContactOfficer,
            .. counts.Select(count => device.Report is null ? "" : count.ToString(CultureInfo.InvariantCulture)),
            FieldText.Of(report.OldestTime), string.Create(CultureInfo.InvariantCulture, $"{device.ClockSkewSeconds} s"), report.ClientVersion, FieldText.Of(device.WipeTime),
        ];
    }

    private static Argument<string> Device() => new("DEVICE") { Description = "The device, such as d-7f8c5b0e" };

    private static Option<string> Reason(string description) => new("--reason") { Description = description, HelpName = "TEXT", Required = true };

    private static string NameOf(ParseResult parsed, Argument<string> device) => parsed.GetRequiredValue(device) switch
    {
        var name when name.StartsWith("devices/", StringComparison.Ordinal) => name,
        var id => $"devices/{id}",
    };

    private static DeviceService.DeviceServiceClient ClientOf(Session session) => new(session.Invoker);
}
