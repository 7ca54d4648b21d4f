using Border.Type.V1;
using Google.Protobuf.Reflection;

namespace Border.ServiceDefaults.Validation;

/// <summary>How what a field holds is to be guarded, as the contract says: by the field, or else by its message.</summary>
public static class Sensitivities
{
    public static Sensitivity Of(FieldDescriptor field)
    {
        var own = FieldChecks.RuleOf(field).Sensitivity;
        return own != Sensitivity.Unspecified
            ? own
            : field.ContainingType.GetOptions()?.GetExtension(FieldExtensions.Sensitivity) ?? Sensitivity.Unspecified;
    }

    /// <summary>Whether it is about a person who can be told from it.</summary>
    public static bool IsPersonal(FieldDescriptor field) => Of(field) is Sensitivity.Personal or Sensitivity.Special;
}
