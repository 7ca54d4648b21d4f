using System.CommandLine;
using Border.Field.Devices;
using Border.ServiceDefaults.Errors;

namespace Border.Cli.Field;

/// <summary>Gives the commands of the field client their device, with the officer signed in.</summary>
internal sealed class FieldHost(CommandHost host)
{
    private const string FileName = "device.db";

    public Option<string?> Folder { get; } = new("--device")
    {
        Description = "The folder of the device; else BORDER_DEVICE, else one of this user",
        HelpName = "DIR",
        Recursive = true,
    };

    public Option<string?> PassphraseFile { get; } = Recursive(Passphrase.Option("--passphrase-file", "of the officer, --actor"));

    public Option<int> OfflineDays { get; } = Days("--offline-days", "For how many days after the last contact with the server the device may be used", 14);

    public Option<int> KeepDays { get; } = Days("--keep-days", "After how many days what was received is removed; names, etags and times stay", 7);

    /// <summary>Runs a command of an officer who may use the device now.</summary>
    public void Handle(Command command, Func<ParseResult, Session, Device, CancellationToken, Task<int>> action) =>
        HandleAlways(command, (parsed, session, device, cancellation) =>
        {
            device.DemandNotRevoked();
            device.DemandRecentContact(TimeSpan.FromDays(parsed.GetValue(OfflineDays)));
            return action(parsed, session, device, cancellation);
        });

    /// <summary>Runs a command that is allowed however long ago the last contact was, also on a revoked device.</summary>
    public void HandleAlways(Command command, Func<ParseResult, Session, Device, CancellationToken, Task<int>> action) =>
        HandleFile(command, async (parsed, session, cancellation) =>
        {
            var passphrase = Passphrase.Read(parsed, PassphraseFile, session.Terminal);
            using var device = Device.SignIn(PathOf(parsed, session), UserOf(session), passphrase, session.Time);
            device.RemoveSettledBefore(device.Clock.GetUtcNow() - TimeSpan.FromDays(parsed.GetValue(KeepDays)));
            return await action(parsed, session, device, cancellation);
        });

    /// <summary>Runs a command that needs no device, or makes it.</summary>
    public void HandleFile(Command command, Func<ParseResult, Session, CancellationToken, Task<int>> action) =>
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            try
            {
                return await action(parsed, session, cancellation);
            }
            catch (DeviceException fault)
            {
                throw new CommandException(ExitCode.Refused, fault.Message);
            }
            catch (RefusalException refusal)
            {
                throw CommandException.BadInput(refusal.Message);
            }
        });

    public string PathOf(ParseResult parsed, Session session) => Path.Combine(
        parsed.GetValue(Folder) ?? session.Terminal.Environment("BORDER_DEVICE") ?? Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "border-device"),
        FileName);

    public static string UserOf(Session session) =>
        session.Actor ?? throw CommandException.BadInput("Who are you? Give --actor NAME, or set BORDER_ACTOR.");

    private static Option<string?> Recursive(Option<string?> option)
    {
        option.Recursive = true;
        return option;
    }

    private static Option<int> Days(string name, string description, int otherwise)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => otherwise, Recursive = true };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 3650)
                result.AddError($"{name} is a number of days up to 3650.");
        });
        return option;
    }
}
