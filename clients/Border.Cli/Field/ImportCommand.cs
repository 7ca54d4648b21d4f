using System.CommandLine;
using Border.Cli.Commands;
using Border.Cli.Printing;
using Border.Field.Carrying;
using Border.Field.Devices;
using Border.Field.Syncing;
using Border.Patrols.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Border.Cli.Field;

internal static class ImportCommand
{
    public static Command Create(FieldHost host)
    {
        var file = new Argument<string>("FILE") { Description = "A file that `border field export` wrote" };
        var passphrase = ExportCommand.FilePassphrase();
        var expected = new Option<string?>("--key")
        {
            Description = "The fingerprint of the device's key, as `export` printed it; a file of another key is refused",
            HelpName = "HEX",
        };
        var show = new Option<bool>("--show") { Description = "Print the records, as `border submit` takes them, and send nothing" };
        var receipts = new Option<string?>("--receipts") { Description = "File to write with what became of each, sealed under the same passphrase, for `border field receipts` on the device", HelpName = "FILE" };
        var giveUp = CommandOptions.GiveUpAfterSeconds();
        var command = new Command("import", "Sends the records of a device's file under your own rights, each with its author, and answers each with a receipt; safe to repeat")
        {
            file, passphrase, expected, show, receipts, giveUp,
        };
        host.HandleFile(command, async (parsed, session, cancellation) =>
        {
            var word = Passphrase.Read(parsed, passphrase, session.Terminal);
            var carried = CarriedFile.Read(parsed.GetRequiredValue(file), word);
            await session.Terminal.Error.WriteLineAsync($"{carried.Records.Count} records of {carried.Header.Device}, signed with the key {carried.Fingerprint}; the file's SHA-256 is {carried.Sha256}");
            if (parsed.GetValue(expected) is { } key && key != carried.Fingerprint)
                throw new DeviceException("The file is signed with another key. Nothing of it was sent.");
            if (parsed.GetValue(show))
                return await Output.PrintAsync(session.Terminal, carried.Records.Select(pair => $$"""{"{{pair.Record.Kind}}": {{JsonFormatter.Default.Format(pair.Request)}}}"""));
            await DemandTrustAsync(session, carried, cancellation);
            var import = new CarriedImport(session, carried, TimeSpan.FromSeconds(parsed.GetValue(giveUp)));
            try
            {
                return await import.RunAsync(cancellation);
            }
            finally
            {
                // What was answered until then is told also when it was broken off; when nothing was, receipts of before stay.
                if (parsed.GetValue(receipts) is { } path && import.Answers.Count + import.Stored.Count > 0)
                    ReceiptsFile.Write(path, carried, word, import.Answers, import.Stored);
            }
        });
        return command;
    }

    // A device that was never in contact is not known to the registry; whose it is, its fingerprint tells.
    private static async Task DemandTrustAsync(Session session, CarriedFile carried, CancellationToken cancellation)
    {
        var request = new VerifyDeviceFileRequest
        {
            Name = $"devices/{carried.Header.Device}",
            PublicKey = ByteString.CopyFrom(carried.Header.PublicKey),
            Sha256 = carried.Sha256,
        };
        try
        {
            await new DeviceService.DeviceServiceClient(session.Invoker).VerifyDeviceFileAsync(request, cancellationToken: cancellation);
        }
        catch (RpcException unknown) when (unknown.StatusCode is StatusCode.NotFound or StatusCode.Unimplemented)
        {
            await session.Terminal.Error.WriteLineAsync($"The registry does not know {carried.Header.Device}: it was never in contact. Compare the key with what the device shows.");
        }
        catch (RpcException refused) when (CheckIn.IsRevocation(ServerFault.From(refused)))
        {
            throw new DeviceException(
                $"{carried.Header.Device} was revoked. Nothing of the file was sent. After a look at it (--show), a supervisor admits it: `border devices admit {carried.Header.Device} FILE --reason WHY`.");
        }
    }
}
