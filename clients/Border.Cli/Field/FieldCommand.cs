using System.CommandLine;

namespace Border.Cli.Field;

/// <summary>Everything that an officer does on a device of a field unit, with or without a network.</summary>
internal static class FieldCommand
{
    public static Command Create(CommandHost host)
    {
        var field = new FieldHost(host);
        return new Command("field", "Records on a device without a network, and sends when there is one")
        {
            field.Folder,
            field.PassphraseFile,
            field.OfflineDays,
            field.KeepDays,
            EnrolCommand.Create(field),
            PatrolCommand.Create(field),
            ObserveCommand.Create(field),
            TrackCommand.Create(field),
            RecordCommands.Of(field, "intercept", "registerInterception", "interception", "Records an interception"),
            RecordCommands.Of(field, "seize", "recordSeizure", "seizure", "Records a seizure"),
            RecordCommands.Of(field, "refer", "reportCase", "report", "Refers what may be a case to an investigation unit"),
            RecordCommands.OfLines(field),
            AttachCommand.Create(field),
            ListsCommand.Create(field),
            FormCommand.Create(field),
            StatusCommand.Create(field),
            ListCommand.Create(field),
            ShowCommand.Create(field),
            EditCommand.Create(field),
            DiscardCommand.Create(field),
            SyncCommand.Create(field),
            ConflictsCommand.Create(field),
            SettleCommand.Create(field),
            ExportCommand.Create(field),
            ImportCommand.Create(field),
            ReceiptsCommand.Create(field),
        };
    }
}
