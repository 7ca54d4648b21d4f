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
        var command = new Command("export", "Writes what waits on the device, of all officers, into a file: sealed under a passphrase, signed by the device")
        {
            file, passphrase,
        };
        host.Handle(command, (parsed, session, device, _) =>
        {
            var count = CarriedWriter.Write(device, parsed.GetRequiredValue(file), Passphrase.Read(parsed, passphrase, session.Terminal));
            using var key = device.SigningKey();
            return Output.PrintAsync(session.Terminal, string.Create(
                CultureInfo.InvariantCulture, $"{count} records, signed by {device.Id} with the key {CarriedWriter.FingerprintOf(key.ExportSubjectPublicKeyInfo())}"));
        });
        return command;
    }
}
