using System.CommandLine;
using Border.Cli.Printing;
using Border.Field.Queue;

namespace Border.Cli.Field;

internal static class ListCommand
{
    public static Command Create(FieldHost host)
    {
        var state = new Option<string?>("--state") { Description = "Only those in this state" };
        state.AcceptOnlyFromAmong([.. Enum.GetValues<EntryState>().Select(RecordedText.Word)]);
        var command = new Command("list", "Lists your records on the device, in the order of sending, with what became of them") { state };
        host.Handle(command, (parsed, session, device, _) => Output.PrintAsync(
            session.Terminal,
            EntryText.Table(device, device.Queue.Of(device.User).Where(entry => parsed.GetValue(state) is not { } word || RecordedText.Word(entry.State) == word))));
        return command;
    }
}
