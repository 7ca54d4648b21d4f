using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Border.Statistics.Indicators;
using Border.Statistics.Numbers;
using Border.Statistics.V1;
using Border.Storage;
using Border.Type.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Statistics.Reference;

/// <summary>Adds indicators for returns.</summary>
internal sealed class IndicatorRegister(RecordStore<Indicator> records, CountedIndicators counted)
{
    public static readonly RecordKind<Indicator> Kind = new(
        ReferenceCatalogue.Indicators, indicator => NameOf(indicator.Code), (_, _) => { }, _ => []);

    public async Task<Indicator> CreateAsync(CreateIndicatorRequest request, string actor, CancellationToken ct)
    {
        var indicator = Checked(request.Indicator);
        if (counted.All.Any(known => known.Code == indicator.Code))
            throw Refusals.RecordExists(NameOf(indicator.Code));
        try
        {
            return (await records.CreateAsync(new(request, actor), indicator.Clone(), "created", ct)).Record;
        }
        catch (RefusalException taken) when (taken.Reason == ErrorReason.RecordExists)
        {
            var standing = await records.GetAsync(NameOf(indicator.Code), ct);
            if (!standing.Equals(indicator))
                throw;
            return standing;
        }
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
