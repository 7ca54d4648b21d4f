using Border.Patrols.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;

namespace Border.Patrols.Reference;

/// <summary>The use cases of the list of units.</summary>
internal sealed class UnitRegister(RecordStore<UnitList> lists, [FromKeyedServices("patrols")] RecordWork work)
{
    private const int MostUnits = 5000;

    public async Task<UnitList> ImportAsync(ImportUnitsRequest request, string actor, CancellationToken ct)
    {
        Check(request);
        var written = await work.RunAsync(new WriteCall(request, actor), ReferenceKinds.Units, session => ImportAsync(session, request), ct);
        written.Record.Units.Clear();
        return written.Record;
    }

    public async Task<ListUnitsResponse> ListAsync(ListUnitsRequest request, CancellationToken ct)
    {
        var units = (await lists.FindAsync(ReferenceKinds.AllUnits, ct))?.Units ?? [];
        var answer = new ListUnitsResponse { Etag = ListEtag.Of(units) };
        if (request.KnownEtag != answer.Etag)
            answer.Units.AddRange(units);
        return answer;
    }

    private static void Check(ImportUnitsRequest request)
    {
        var faults = new FieldFaults();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, unit) in request.Units.Index())
        {
            if (!seen.Add(unit.Code))
                faults.Add($"units[{i}].code", "was given before");
            if (unit.DisplayName.En.Length == 0 || unit.DisplayName.Zh.Length == 0)
                faults.Add($"units[{i}].display_name", "must be set in English and Chinese");
        }

        faults.ThrowIfAny();
    }

    private static async Task<UnitList> ImportAsync(RecordSession session, ImportUnitsRequest request)
    {
        var list = await session.FindAsync(ReferenceKinds.Units, ReferenceKinds.AllUnits) ?? new UnitList { Name = ReferenceKinds.AllUnits };
        (list.AddedCount, list.RevisedCount, list.UnchangedCount) = (0, 0, 0);
        var units = list.Units.ToDictionary(unit => unit.Code, StringComparer.Ordinal);
        foreach (var unit in request.Units)
        {
            if (!units.TryGetValue(unit.Code, out var known))
                list.AddedCount++;
            else if (known.Equals(unit))
                list.UnchangedCount++;
            else
                list.RevisedCount++;
            units[unit.Code] = unit;
        }

        if (units.Count > MostUnits)
            throw Refusals.RuleBroken($"There are at most {MostUnits} units.");
        list.Units.Clear();
        list.Units.AddRange(units.Values.OrderBy(unit => unit.Code, StringComparer.Ordinal));
        session.Save(ReferenceKinds.Units, list, "imported");
        return list;
    }
}
