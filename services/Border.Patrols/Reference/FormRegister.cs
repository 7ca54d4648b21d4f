using Border.Patrols.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;

namespace Border.Patrols.Reference;

/// <summary>The use cases of the forms. Each version stays: records name the one by which they were taken down.</summary>
internal sealed class FormRegister(RecordStore<FormList> lists, [FromKeyedServices("patrols")] RecordWork work)
{
    private const int MostForms = 500;

    public async Task<FormList> ImportAsync(ImportFormsRequest request, string actor, CancellationToken ct)
    {
        Check(request);
        var written = await work.RunAsync(new WriteCall(request, actor), ReferenceKinds.Forms, session => ImportAsync(session, request), ct);
        written.Record.Forms.Clear();
        return written.Record;
    }

    public async Task<ListFormsResponse> ListAsync(ListFormsRequest request, CancellationToken ct)
    {
        var all = (await lists.FindAsync(ReferenceKinds.AllForms, ct))?.Forms ?? [];
        List<Form> wanted = [.. request.WithFormer ? all : all.GroupBy(form => form.Code).Select(versions => versions.Last())];
        var answer = new ListFormsResponse { Etag = ListEtag.Of(wanted) };
        if (request.KnownEtag != answer.Etag)
            answer.Forms.AddRange(wanted);
        return answer;
    }

    private static void Check(ImportFormsRequest request)
    {
        var faults = new FieldFaults();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, form) in request.Forms.Index())
        {
            if (!seen.Add(form.Code))
                faults.Add($"forms[{i}].code", "was given before");
            if (FormFields.Requests.ContainsKey(form.Code))
                Check(form, $"forms[{i}]", faults);
            else
                faults.Add($"forms[{i}].code", $"is not one of {string.Join(", ", FormFields.Requests.Keys)}");
        }

        faults.ThrowIfAny();
    }

    private static void Check(Form form, string where, FieldFaults faults)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, field) in form.Fields.Index())
        {
            if (!seen.Add(field.Path))
                faults.Add($"{where}.fields[{i}].path", "was given before");
            if (FormFields.Find(FormFields.Requests[form.Code], field.Path) is null)
                faults.Add($"{where}.fields[{i}].path", "is not a field of the contract");
            if (field.Label.En.Length == 0 || field.Label.Zh.Length == 0)
                faults.Add($"{where}.fields[{i}].label", "must be set in English and Chinese");
        }
    }

    private static async Task<FormList> ImportAsync(RecordSession session, ImportFormsRequest request)
    {
        var list = await session.FindAsync(ReferenceKinds.Forms, ReferenceKinds.AllForms) ?? new FormList { Name = ReferenceKinds.AllForms };
        (list.AddedCount, list.RevisedCount, list.UnchangedCount) = (0, 0, 0);
        foreach (var sent in request.Forms)
            Add(list, sent);
        if (list.Forms.Count > MostForms)
            throw Refusals.RuleBroken($"There are at most {MostForms} forms, those of before included.");
        List<Form> ordered = [.. list.Forms.OrderBy(form => form.Code, StringComparer.Ordinal).ThenBy(form => form.Version)];
        list.Forms.Clear();
        list.Forms.AddRange(ordered);
        session.Save(ReferenceKinds.Forms, list, "imported");
        return list;
    }

    private static void Add(FormList list, Form sent)
    {
        var known = list.Forms.LastOrDefault(form => form.Code == sent.Code);
        if (known is not null && known.Fields.Equals(sent.Fields))
        {
            list.UnchangedCount++;
            return;
        }

        (list.AddedCount, list.RevisedCount) = known is null ? (list.AddedCount + 1, list.RevisedCount) : (list.AddedCount, list.RevisedCount + 1);
        list.Forms.Add(new Form { Code = sent.Code, Version = (known?.Version ?? 0) + 1, Fields = { sent.Fields } });
    }
}
