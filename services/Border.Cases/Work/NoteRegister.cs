using Border.Cases.Access;
using Border.Cases.V1;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cases.Work;

/// <summary>The use cases of notes. A note is added, and that is all that ever happens to it.</summary>
internal sealed class NoteRegister([FromKeyedServices(CasesModule.Service)] RecordWork work, RecordStore<CaseNote> notes, CaseRegister cases)
{
    /// <summary>Nobody looks a note up apart from its case, which tells who may know of it.</summary>
    public static readonly RecordKind<CaseNote> Kind = new(
        "notes",
        note => note.Name,
        (note, server) => (note.Etag, note.CreateTime, note.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        note => [IndexKey.Time("note_time", note.NoteTime.ToDateTimeOffset()), IndexKey.Text("case", note.Case)])
    {
        ReadBy = GetNoteRequest.Descriptor.FullName,
        IsSealed = true,
        SealedWith = note => note.Case,
        Readers = (_, _) => false,
    };

    public Task<Written<CaseNote>> AddAsync(AddNoteRequest request, string actor, CancellationToken ct) => work.RunAsync(
        new WriteCall(request, actor),
        Kind,
        async session =>
        {
            await session.GetCaseAsync(request.Name, "", actor);
            var note = new CaseNote
            {
                Name = $"{Kind.Collection}/{request.NoteId}",
                Case = request.Name,
                Author = actor,
                Text = request.Text,
                NoteTime = Timestamp.FromDateTimeOffset(session.Time),
            };
            session.Save(Kind, note, "added");
            return note;
        },
        ct);

    public async Task<CaseNote> GetAsync(string name, string actor, CancellationToken ct)
    {
        var note = await notes.GetAsync(name, ct);
        await cases.RequireReadableAsync(note.Case, name, actor, ct);
        return note;
    }
}
