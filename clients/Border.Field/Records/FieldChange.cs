namespace Border.Field.Records;

/// <summary>A field that two versions of a record have otherwise.</summary>
/// <param name="Path">Where it is: `position.latitude`, or `arrests[a1].place` of the arrest with that id.</param>
/// <param name="Old">What it held; null when it was not stated.</param>
/// <param name="New">What it holds; null when it is no longer stated.</param>
internal sealed record FieldChange(string Path, object? Old, object? New);
