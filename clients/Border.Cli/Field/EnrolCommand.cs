using System.CommandLine;
using Border.Field.Devices;

namespace Border.Cli.Field;

internal static class EnrolCommand
{
    public static Command Create(FieldHost host)
    {
        var user = new Argument<string?>("USER")
        {
            Description = "Another officer who is to use the device; without one, the device is made and --actor is its first user",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var theirs = Passphrase.Option("--new-passphrase-file", "of the other officer");
        var token = new Option<string?>("--token-file") { Description = "File with a bearer token of --actor's, kept sealed for the server", HelpName = "FILE" };
        var unit = new Option<string?>("--unit") { Description = "The unit that uses the device, told to the registry at its first contact" };
        var area = new Option<string?>("--area") { Description = "The area whose supervisors see it there; else that of the officer who syncs first" };
        var command = new Command("enrol", "Makes a device, lets another officer use it, or keeps a token of one who does") { user, theirs, token, unit, area };
        host.HandleFile(command, async (parsed, session, cancellation) =>
        {
            var (path, actor, passphrase) = (host.PathOf(parsed, session), FieldHost.UserOf(session), Passphrase.Read(parsed, host.PassphraseFile, session.Terminal));
            // Whoever names themselves means the same as who names nobody.
            var other = parsed.GetValue(user) is { } named && named != actor ? named : null;
            using var device = other is null && !Device.IsMade(path)
                ? Device.Make(path, actor, passphrase, session.Time)
                : Device.SignIn(path, actor, passphrase, session.Time);
            device.DemandNotRevoked();
            device.SetHome(parsed.GetValue(unit), parsed.GetValue(area));
            if (other is not null)
                device.Enrol(other, Passphrase.Read(parsed, theirs, session.Terminal));
            if (parsed.GetValue(token) is { } file)
                device.KeepToken((await File.ReadAllTextAsync(file, cancellation)).Trim());
            await session.Terminal.Out.WriteLineAsync($"{device.Id}: {string.Join(", ", device.Users.Names)}");
            return ExitCode.Ok;
        });
        return command;
    }
}
