using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using Google.Protobuf;

namespace Border.ServiceDefaults.Validation;

/// <summary>
/// Enforces the limits that the contract states on its fields, <c>(border.type.v1.rule)</c> and the defaults beside it.
/// In a message with an update_mask, a required field of the resource may be left out when the mask does not name it.
/// </summary>
public sealed class FieldRules(TimeProvider clock)
{
    /// <returns>Every violation with its path, at most 100; empty for a valid message.</returns>
    public IReadOnlyList<FieldViolation> Check(IMessage message)
    {
        var findings = new Findings(clock);
        MessageRules.Of(message.Descriptor).Check(message, findings, mask: null);
        return findings.Violations;
    }

    /// <exception cref="RefusalException">INVALID_FIELDS with every violation.</exception>
    public void Demand(IMessage message)
    {
        var violations = Check(message);
        if (violations.Count > 0)
            throw Refusals.InvalidFields(violations);
    }
}
