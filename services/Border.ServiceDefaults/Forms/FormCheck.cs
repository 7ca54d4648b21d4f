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

    /// <param name="request">One whose record names a version, as it was sent.</param>
    /// <exception cref="RefusalException">INVALID_FIELDS with all that the form requires and that is missing; UNKNOWN_REFERENCE for a version that there
    /// is not; UNAVAILABLE when that cannot be told now: the record stays where it is, and comes again.</exception>
    public async ValueTask RequireAsync(IMessage request, CancellationToken ct)
    {
        if (_book is null || FormFields.VersionOf(request) is not { } version || version == 0)
            return;
        var code = FormFields.CodeOf(request.Descriptor);
        var form = await _book.FindAsync(code, version, ct) ?? throw Refusals.UnknownForm(FormFields.VersionPathOf(request.Descriptor), code, version);
        if (FormFields.FaultsOf(request, form).ToList() is { Count: > 0 } faults)
            throw Refusals.InvalidFields(faults);
    }

    /// <summary>Stores a new record that names a version. The check is part of the work: a retry gets its answer whatever the check would say by then.</summary>
    public Task<Written<T>> CreateAsync<T>(RecordWork work, RecordKind<T> kind, WriteCall call, T record, string verb, CancellationToken ct)
        where T : class, IMessage<T>, new() => work.RunAsync(
        call,
        kind,
        async session =>
        {
            await RequireAsync(call.Message, ct);
            session.Save(kind, record, verb);
            return record;
        },
        ct);
}
