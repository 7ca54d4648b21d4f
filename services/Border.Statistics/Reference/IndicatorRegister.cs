using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Border.Statistics.Indicators;
using Border.Statistics.Numbers;
using Border.Statistics.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Statistics.Reference;

/// <summary>Adds indicators for returns.</summary>
internal sealed class IndicatorRegister([FromKeyedServices(FeedNames.Statistics)] RecordWork work, CountedIndicators counted)
{
    public static readonly RecordKind<Indicator> Kind = new(
        ReferenceCatalogue.Indicators, indicator => NameOf(indicator.Code), (_, _) => { }, _ => []);

    public async Task<Indicator> CreateAsync(CreateIndicatorRequest request, string actor, CancellationToken ct)
    {
        var indicator = Checked(request.Indicator);
        var name = NameOf(indicator.Code);
        var written = await work.RunAsync(
            new(request, actor),
            Kind,
            async session =>
            {
                var standing = await session.FindAsync(Kind, name);
                if (counted.All.Any(known => known.Code == indicator.Code) || standing?.Equals(indicator) == false)
                    throw Refusals.RecordExists(name);
                // A version of its own where it stands already, so that the request has its receipt.
                session.Save(Kind, indicator, standing is null ? "created" : "confirmed");
                return indicator;
            },
            ct);
        return written.Record;
    }

    private static string NameOf(string code) => $"{ReferenceCatalogue.Indicators}/{code}";

    /// <summary>As it is kept: without what only the server says, and with its style in one form.</summary>
    private static Indicator Checked(Indicator submitted)
    {
        if (submitted.DisplayName.En.Length == 0 || submitted.DisplayName.Zh.Length == 0)
            throw Refusals.InvalidField("indicator.display_name", "must be set in English and Chinese");
        if (submitted.PrintStyle is { Step.Length: > 0 } style && Decimals.Parse(style.Step) == 0)
            throw Refusals.InvalidField("indicator.print_style.step", "must be above zero");
        return IndicatorMessages.ToMessage(IndicatorMessages.FromMessage(submitted));
    }
}
