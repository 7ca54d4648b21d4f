using Border.Type.V1;

namespace Border.ServiceDefaults.Errors;

/// <summary>Gathers the fields that break a rule of a service, so that the caller is told all of them at once.</summary>
public sealed class FieldFaults
{
    private readonly List<FieldViolation> violations = [];

    /// <param name="field">The path of the field in the request.</param>
    /// <param name="description">What is wrong with it, without the value.</param>
    public void Add(string field, string description) =>
        violations.Add(new FieldViolation { Field = field, Description = description });

    /// <exception cref="RefusalException">INVALID_FIELDS with everything that was added.</exception>
    public void ThrowIfAny()
    {
        if (violations.Count > 0)
            throw Refusals.InvalidFields(violations);
    }
}
