using System.CommandLine;
using System.Globalization;
using Border.Cli.Printing;
using Border.Field.Carrying;

namespace Border.Cli.Field;

internal static class ExportCommand
{
    public static Option<string?> FilePassphrase() => Passphrase.Option("--export-passphrase-file", "of the file");

    public static Command Create(FieldHost host)
    {
        var file = new Argument<string>("FILE") { Description = "The file to write" };
        var passphrase = FilePassphrase();
        var command = new Command("export", "Writes what waits on the device, of all officers, into a file: sealed under a passphrase, signed by the device; of a revoked device all that was never sent")
        {
            file, passphrase,
        };
        // Also long after the last contact, and on a revoked device: a file may be the only way for what waits.
        host.HandleAlways(command, (parsed, session, device, _) =>
        {
            var count = CarriedWriter.Write(device, parsed.GetRequiredValue(file), Passphrase.Read(parsed, passphrase, session.Terminal));
            using var key = device.SigningKey();
            return Output.PrintAsync(session.Terminal, string.Create(
                CultureInfo.InvariantCulture, $"{count} records, signed by {device.Id} with the key {CarriedWriter.FingerprintOf(key.ExportSubjectPublicKeyInfo())}"));
        });
        return command;
    }
}
