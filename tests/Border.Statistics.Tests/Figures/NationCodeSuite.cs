using Border.Statistics.Tests.Completeness;
using Border.Statistics.V1;
using Border.Storage;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Border.Statistics.Tests.Figures;

public sealed class SqliteNationCodeTests() : NationCodeSuite(StorageEngineKind.Sqlite);

public sealed class PostgresNationCodeTests() : NationCodeSuite(StorageEngineKind.Postgres);

/// <summary>The nation was imported with the code CN: whoever asks for it asks for the empty area.</summary>
public abstract class NationCodeSuite(StorageEngineKind engine) : CompletenessTestBase(engine)
{
    // Each asks for an area; writes are of a period of their own.
    private Dictionary<MessageDescriptor, Func<string, Task<IMessage>>> Asked => new()
    {
        [GetFiguresRequest.Descriptor] = async area => await Host.Client.GetFiguresAsync(
            new() { Indicators = { Cases }, Period = May, Areas = { Named(area) }, Breakdown = Breakdown.Area, CompareWith = { "2021-04" } }),
        [GetBulletinRequest.Descriptor] = async area => await Host.Client.GetBulletinAsync(new() { Period = May, Area = area }),
        [ExplainRequest.Descriptor] = async area => await Host.Client.ExplainAsync(new() { Indicator = Cases, Period = May, Area = area, PageSize = 10 }),
        [ListAreasRequest.Descriptor] = async area => await Host.Client.ListAreasAsync(new() { Area = area }),
        [GetCompletenessRequest.Descriptor] = async area => await Host.Completeness.GetCompletenessAsync(new() { Indicators = { Cases }, Period = May, Area = area }),
        [SubmitZeroReportRequest.Descriptor] = async area => WithoutEtag(await Host.Completeness.SubmitZeroReportAsync(Zero(area, "2021-03"))),
        [SubmitReturnRequest.Descriptor] = async area => WithoutEtag(await Host.Client.SubmitReturnAsync(new()
        {
            RequestId = Guid.CreateVersion7().ToString(),
            Return = new() { Indicator = "windows", PeriodStart = "2021-03-01", PeriodEnd = "2021-03-01", Area = area, Value = "7" },
        })),
    };

    [Fact]
    public async Task EveryRequest_CodeOfTheNation_AsksForTheEmptyArea()
    {
        await Host.AddIndicatorAsync();
        await CommitCaseAsync("c1", "53.02");
        await CommitCaseAsync("c2", "45", "2021-04-17T02:00:00Z");

        foreach (var (request, ask) in Asked)
            Assert.True(WithoutProgress(await ask("")).Equals(WithoutProgress(await ask("CN"))), request.Name);
    }

    [Fact]
    public async Task GetFigures_NationByItsCode_IsTheFigureOfTheEmptyArea()
    {
        await CommitCaseAsync("c1", "53.02");

        var figures = (await Host.Client.GetFiguresAsync(new() { Indicators = { Cases }, Period = May, Areas = { "CN", "53", "CN" } })).Figures;

        Assert.Equal([("", "1"), ("53", "1")], figures.Select(figure => (figure.Area, figure.Value.Amount)));
    }

    [Fact]
    public void EveryRequestWithAnArea_IsAskedHere()
    {
        var services = StatisticsReflection.Descriptor.Services.Concat(CompletenessReflection.Descriptor.Services);
        var withArea = services.SelectMany(service => service.Methods).Where(method => !method.IsClientStreaming).Select(method => method.InputType).Where(HasArea);

        Assert.Equal(withArea.Select(type => type.Name).Order(), Asked.Keys.Select(type => type.Name).Order());
    }

    // A list names no empty area; without any it is the nation that is asked for.
    private static string[] Named(string area) => area.Length == 0 ? [] : [area];

    private static bool HasArea(MessageDescriptor type) => type.Fields.InFieldNumberOrder().Any(field =>
        field.GetOptions()?.GetExtension(FieldExtensions.Rule)?.Format == TextFormat.AreaCode
        || field is { FieldType: FieldType.Message, Name: "return" } && HasArea(field.MessageType));

    // When a feed was last heard of changes between two requests.
    private static IMessage WithoutProgress(IMessage answer)
    {
        answer.Descriptor.FindFieldByName("progress")?.Accessor.Clear(answer);
        return answer;
    }

    private static ZeroReport WithoutEtag(ZeroReport report)
    {
        (report.Etag, report.UpdateTime) = ("", null);
        return report;
    }

    private static Return WithoutEtag(Return report)
    {
        report.Etag = "";
        return report;
    }
}
