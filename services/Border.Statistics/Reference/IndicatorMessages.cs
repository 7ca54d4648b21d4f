using Border.Statistics.Indicators;
using Border.Statistics.Numbers;
using Border.Statistics.Returns;
using Border.Statistics.V1;

namespace Border.Statistics.Reference;

/// <summary>Indicators as messages.</summary>
internal static class IndicatorMessages
{
    public static Indicator ToMessage(IndicatorDefinition indicator) => new()
    {
        Code = indicator.Code,
        DisplayName = indicator.Name.ToProto(),
        Unit = indicator.Unit,
        Measure = indicator.Measure,
        Counted = indicator.IsCounted,
        Methodology = indicator.Methodology.ToProto(),
        DecidingDate = indicator.Rule?.DecidingDate ?? "",
        CategoryKind = indicator.Rule?.CategoryKind ?? "",
        RuleVersions = { indicator.Rule?.Versions.Select(ToMessage) ?? [] },
        PrintStyle = new()
        {
            Qualifier = indicator.Style.Qualifier,
            Step = indicator.Style.Step is { } step ? Decimals.Text(step) : "",
        },
    };

    /// <summary>An indicator for returns, from the message that it is kept as.</summary>
    public static IndicatorDefinition FromMessage(Indicator message) => new()
    {
        Code = message.Code,
        Name = Bilingual.From(message.DisplayName),
        Unit = message.Unit,
        Measure = message.Measure,
        Methodology = Bilingual.From(message.Methodology),
        Style = Style(message.PrintStyle),
    };

    private static NumberStyle Style(PrintStyle? style) => style is null || style.Step.Length == 0
        ? NumberStyle.AsItIs
        : new(style.Qualifier == Qualifier.Unspecified ? Qualifier.Exact : style.Qualifier, Decimals.Parse(style.Step));

    private static RuleVersion ToMessage(RuleStage stage) => new()
    {
        Since = stage.Since is { } day ? ReturnLines.Text(day) : "",
        Note = stage.Note.ToProto(),
    };
}
