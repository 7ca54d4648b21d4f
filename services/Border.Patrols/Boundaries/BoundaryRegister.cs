using Border.Patrols.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Google.Protobuf.WellKnownTypes;

namespace Border.Patrols.Boundaries;

/// <summary>The use cases of the boundary.</summary>
internal sealed class BoundaryRegister(RecordStore<BoundarySection> sections, [FromKeyedServices("patrols")] RecordWork work)
{
    public const int MostSections = 5000;

    private const double MostMeters = 100_000_000;

    public Task<Written<Boundary>> ImportAsync(ImportBoundaryRequest request, string actor, CancellationToken ct)
    {
        var sent = BoundaryRules.Checked(request.Sections);
        return work.RunAsync(new WriteCall(request, actor), BoundaryKinds.Whole, session => ImportAsync(session, sent), ct);
    }

    public Task<BoundarySection> GetAsync(string name, CancellationToken ct) => sections.GetAsync(name, ct);

    public async Task<ListBoundarySectionsResponse> ListAsync(ListBoundarySectionsRequest request, CancellationToken ct)
    {
        var filters = new RecordFilters().Area("area", request.Area);
        var (found, next) = await sections.ListAsync(
            request, request.PageToken, request.PageSize, ListOrder.Parse(request.OrderBy, "revise_time"), filters.All, ct);
        foreach (var section in found)
            section.Lines.Clear();
        return new ListBoundarySectionsResponse { Sections = { found }, NextPageToken = next };
    }

    // The whole is written by every import: of two at the same time one is done again, and readers see that something changed.
    private static async Task<Boundary> ImportAsync(RecordSession session, IReadOnlyList<BoundarySection> sent)
    {
        var whole = await session.FindAsync(BoundaryKinds.Whole, BoundaryKinds.WholeName) ?? new Boundary { Name = BoundaryKinds.WholeName };
        (whole.AddedCount, whole.RevisedCount, whole.UnchangedCount) = (0, 0, 0);
        foreach (var section in sent)
            await ImportAsync(session, whole, section.Clone());
        if (whole.SectionCount > MostSections)
            throw Refusals.RuleBroken($"The boundary has at most {MostSections} sections.");
        if (whole.LengthMeters > MostMeters)
            throw Refusals.RuleBroken("The boundary is at most 100,000,000 metres long.");
        session.Save(BoundaryKinds.Whole, whole, "imported");
        return whole;
    }

    private static async Task ImportAsync(RecordSession session, Boundary whole, BoundarySection section)
    {
        var known = await session.FindAsync(BoundaryKinds.Section, section.Name);
        if (known is not null && IsSame(known, section))
        {
            whole.UnchangedCount++;
            return;
        }

        (whole.AddedCount, whole.RevisedCount) = known is null ? (whole.AddedCount + 1, whole.RevisedCount) : (whole.AddedCount, whole.RevisedCount + 1);
        whole.SectionCount += known is null ? 1 : 0;
        whole.LengthMeters += CountedMeters(section) - (known is null ? 0 : CountedMeters(known));
        section.ReviseTime = Timestamp.FromDateTimeOffset(session.Time);
        session.Save(BoundaryKinds.Section, section, known is null ? "added" : "revised");
    }

    private static double CountedMeters(BoundarySection section) => section.IsRetired ? 0 : section.LengthMeters;

    private static bool IsSame(BoundarySection known, BoundarySection sent)
    {
        var told = known.Clone();
        BoundaryKinds.Section.Stamp(told, new ServerFields("", null, null));
        told.ReviseTime = null;
        return told.Equals(sent);
    }
}
