using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Google.Protobuf;

namespace Border.ServiceDefaults.Forms;

/// <summary>Checks a new record by the version of the agency's form that it names, by the same code as the device that it was taken down on.</summary>
public sealed class FormCheck
{
    private readonly FormBook? _book;

    /// <param name="book">Null where it is not configured who keeps the forms: nothing is checked.</param>
    internal FormCheck(FormBook? book) => _book = book;

    /// <param name="request">One that makes a record, as it was sent.</param>
    /// <param name="version">What the record names; 0 for none, and then there is nothing to check.</param>
    /// <exception cref="RefusalException">INVALID_FIELDS with all that the form requires and that is missing; UNKNOWN_REFERENCE for a version that there
    /// is not; UNAVAILABLE when that cannot be told now: the record stays where it is, and comes again.</exception>
    public async ValueTask RequireAsync(IMessage request, int version, CancellationToken ct)
    {
        if (_book is null || version == 0)
            return;
        var code = FormFields.CodeOf(request.Descriptor);
        var form = await _book.FindAsync(code, version, ct) ?? throw Refusals.UnknownForm(FormFields.VersionPathOf(request.Descriptor), code, version);
        if (FormFields.FaultsOf(request, form).ToList() is { Count: > 0 } faults)
            throw Refusals.InvalidFields(faults);
    }
}
