using System.Globalization;
using Border.Type.V1;

namespace Border.ServiceDefaults.Validation;

/// <summary>
/// What is wrong with one message. Paths are put together from the inside out, so that a valid message costs no path at all.
/// </summary>
internal sealed class Findings(TimeProvider clock)
{
    private const int Limit = 100;

    private List<FieldViolation>? _violations;
    private DateTimeOffset? _now;

    public IReadOnlyList<FieldViolation> Violations => _violations is null ? [] : _violations;

    public int Count => _violations?.Count ?? 0;

    public bool IsFull => Count >= Limit;

    public DateTimeOffset Now => _now ??= clock.GetUtcNow();

    public void Add(string field, string description)
    {
        if (!IsFull)
            (_violations ??= []).Add(new FieldViolation { Field = field, Description = description });
    }

    public void AddItem(string field, int index, string description) => Add(Item(field, index), description);

    /// <summary>Puts a field's name before the paths of what was found since.</summary>
    public void Prefix(int since, string field)
    {
        for (var i = since; i < Count; i++)
            _violations![i].Field = $"{field}.{_violations[i].Field}";
    }

    /// <inheritdoc cref="Prefix"/>
    public void PrefixItem(int since, string field, int index)
    {
        if (Count > since)
            Prefix(since, Item(field, index));
    }

    private static string Item(string field, int index) => string.Create(CultureInfo.InvariantCulture, $"{field}[{index}]");
}
