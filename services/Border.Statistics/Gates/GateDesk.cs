using Border.Statistics.Bulletins;
using Border.Statistics.V1;

namespace Border.Statistics.Gates;

/// <summary>Answers what speaks against printing a bulletin.</summary>
internal sealed class GateDesk(BulletinDesk bulletins, GateReader reader)
{
    public async Task<GetFindingsResponse> GetAsync(GetFindingsRequest request, CancellationToken ct)
    {
        var asked = new GetBulletinRequest
        {
            Period = request.Period,
            Area = request.Area,
            CompareWith = { request.CompareWith },
            AsOf = request.AsOf,
            FiscalStartMonth = request.FiscalStartMonth,
        };
        var bulletin = await bulletins.ComposeAsync(asked, ct);
        var findings = await FindAsync(bulletin, ct);
        return new() { Findings = { findings }, Blocked = findings.Any(GateRules.Blocks), Progress = bulletin.Progress };
    }

    public async Task<IReadOnlyList<Finding>> FindAsync(ComposedBulletin bulletin, CancellationToken ct) =>
        GateRules.Find(await reader.ReadAsync(bulletin, ct));
}
