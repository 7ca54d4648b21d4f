using System.CommandLine;
using System.Globalization;
using Border.Cli.Printing;
using Border.Field.Devices;
using Border.Field.Queue;

namespace Border.Cli.Field;

internal static class StatusCommand
{
    private static readonly EntryState[] Shown =
        [EntryState.Draft, EntryState.Ready, EntryState.Sending, EntryState.Received, EntryState.Refused, EntryState.Proposal];

    private static readonly EntryState[] Waiting = [EntryState.Draft, EntryState.Ready, EntryState.Sending, EntryState.Refused, EntryState.Proposal];

    public static Command Create(FieldHost host)
    {
        var command = new Command("status", "Tells what waits on the device, for each officer, and for how long, and what was refused");
        host.HandleAlways(command, (_, session, device, _) => Output.PrintAsync(session.Terminal, Lines(device)));
        return command;
    }

    private static IEnumerable<string> Lines(Device device)
    {
        foreach (var line in Counts(device))
            yield return line;
        if (device.IsRevoked)
            yield return "This device was revoked. What it had received is wiped; `border field export` hands over what was never sent.";
        var held = device.Queue.Held().Count;
        if (held > 0)
            yield return $"{held} wait behind a record that was refused, is a proposal or a draft: settle, edit or discard that first.";
        if (device.Clock.IsSkewed)
            yield return $"The device's clock differs from the server's by {Span(device.Clock.ServerOffset!.Value)}. Times stay as it showed them; `list` shows both.";
        if (device.Clock.SetBackFrom is { } before)
            yield return string.Create(CultureInfo.InvariantCulture, $"The device's clock shows {device.Clock.Shown:yyyy-MM-dd}, and it was {before:yyyy-MM-dd} before. What is recorded meanwhile is kept as a draft: set the clock.");
        yield return $"Last contact of {device.User} with the server: {Span(device.Clock.GetUtcNow() - device.Users.LastContact(device.User))} ago.";
        foreach (var list in device.Lists.All())
            yield return $"The list of {list.Name} is version {list.Etag}, had for {Span(device.Clock.Shown - list.GivenAt)} and found to be the present one {Span(device.Clock.Shown - list.CheckedAt)} ago.";
        var mine = device.Queue.Of(device.User).Where(entry => entry.State is EntryState.Refused or EntryState.Proposal).ToList();
        foreach (var line in mine.Count > 0 ? EntryText.Table(device, mine) : [])
            yield return line;
        foreach (var refused in device.Attachments.All().Where(kept => kept.State == EntryState.Refused && kept.Author == device.User))
            yield return $"The attachment {refused.Sha256} was refused: {device.Attachments.RefusalOf(refused)?.Message}";
    }

    private static IEnumerable<string> Counts(Device device)
    {
        var table = new TextTable(
            [
                TextTable.Left("officer"), .. Shown.Select(state => TextTable.Right(RecordedText.Word(state))),
                TextTable.Right("attachments waiting"), TextTable.Left("oldest waits"),
            ]);
        var attachments = device.Attachments.All().Where(kept => kept.State == EntryState.Ready).ToLookup(kept => kept.Author);
        foreach (var user in device.Users.Names)
        {
            var entries = device.Queue.Of(user);
            var oldest = entries.Where(entry => Waiting.Contains(entry.State)).Select(entry => entry.MadeAt).DefaultIfEmpty(device.Clock.Shown).Min();
            table.Add(
                [
                    user, .. Shown.Select(state => Number(entries.Count(entry => entry.State == state))), Number(attachments[user].Count()),
                    entries.Any(entry => Waiting.Contains(entry.State)) ? Span(device.Clock.Shown - oldest) : "-",
                ]);
        }

        return table.Lines();
    }

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Span(TimeSpan span) => span.Duration() switch
    {
        { TotalDays: >= 2 } many => string.Create(CultureInfo.InvariantCulture, $"{many.TotalDays:0} days"),
        { TotalHours: >= 2 } some => string.Create(CultureInfo.InvariantCulture, $"{some.TotalHours:0} hours"),
        { TotalMinutes: >= 2 } few => string.Create(CultureInfo.InvariantCulture, $"{few.TotalMinutes:0} minutes"),
        var rest => string.Create(CultureInfo.InvariantCulture, $"{rest.TotalSeconds:0} seconds"),
    };
}
