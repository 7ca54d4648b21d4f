using System.Globalization;
using Border.Field.Queue;
using Border.Field.Recording;

namespace Border.Cli.Field;

/// <summary>Tells what was kept, and every field that is wrong with it.</summary>
internal static class RecordedText
{
    public static int Print(Terminal terminal, params IReadOnlyList<Recorded> kept)
    {
        foreach (var (entry, faults) in kept)
        {
            terminal.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{entry.Sequence} {Word(entry.State)} {entry.Kind} {entry.Record} {entry.RequestId}"));
            // Whoever reads along knows that it is safe.
            terminal.Out.Flush();
            foreach (var fault in faults)
                terminal.Error.WriteLine(fault.Field.Length == 0 ? $"  {fault.Description}" : $"  {fault.Field} {fault.Description}");
            if (faults.Count > 0 && entry.State == EntryState.Draft)
                terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  It is kept as a draft: `border field edit {entry.Sequence} FILE` mends it."));
        }

        return kept.Any(one => one.Faults.Count > 0 && one.Entry.State == EntryState.Draft) ? ExitCode.Refused : ExitCode.Ok;
    }

    public static string Word(EntryState state) => state.ToString().ToLowerInvariant();
}
