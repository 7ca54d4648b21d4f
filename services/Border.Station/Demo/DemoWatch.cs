using Border.Persons.V1;

namespace Border.Station.Demo;

/// <summary>A watch notice that hits: somebody is looked for, and met in the last days of the half-year.</summary>
internal static class DemoWatch
{
    /// <param name="identity">Of one who is met later.</param>
    public static SubmitInterceptionsRequest Notice(Identity identity, DemoDays days) => new()
    {
        RegisterWatchNotice = new()
        {
            NoticeId = "demo-watch-notice",
            Notice = new()
            {
                Issuer = "Court of the demo",
                Ground = WatchGround.Wanted,
                ValidFrom = DemoTime.Stamp(DemoTime.EndOf(days.First)),
                ValidUntil = DemoTime.Stamp(DemoTime.EndOf(days.Last).AddYears(1)),
                Instructions = "Call the duty officer.",
                Identity = identity.Clone(),
            },
            RequestId = "demo-watch-notice",
        },
    };
}
