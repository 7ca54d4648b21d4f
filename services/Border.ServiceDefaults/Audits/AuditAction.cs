namespace Border.ServiceDefaults.Audits;

/// <summary>What a call does to the records that it is about, as the audit log tells it.</summary>
public enum AuditAction
{
    /// <summary>It tells nothing of a person and leaves no entry.</summary>
    None,

    /// <summary>A record is made.</summary>
    Collection,

    /// <summary>A record is changed.</summary>
    Alteration,

    /// <summary>A record is read.</summary>
    Consultation,

    /// <summary>Records are searched, exported or handed out.</summary>
    Disclosure,

    /// <summary>Records are brought together: matched, linked or merged.</summary>
    Combination,

    /// <summary>Personal data is destroyed.</summary>
    Erasure,
}
