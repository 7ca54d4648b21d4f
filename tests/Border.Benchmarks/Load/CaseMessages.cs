using Border.Cases.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Border.Benchmarks.Load;

/// <summary>Cases as a unit registers them: spread over areas, offences and days, with a title and a few sentences.</summary>
internal static class CaseMessages
{
    public const string RegisterMethod = "/border.cases.v1.CaseService/RegisterCase";
    public const string SubmitMethod = "/border.cases.v1.CaseService/SubmitCases";

    private const int Templates = 64;

    private static readonly string[] Areas = ["53.01.01", "53.01.02", "53.02.01", "45.01.01", "45.02.03", "22.01.01", "65.04.01", "54.01.02"];
    private static readonly string[] Offences = ["illegal_crossing", "organising_crossing", "transporting_crossing", "fraud", "opening_casino"];
    private static readonly DateTimeOffset FirstDay = new(2021, 1, 1, 1, 0, 0, TimeSpan.Zero);

    public static NumberedMessages Registering() => new(Enumerable.Range(0, Templates).Select(IMessage (i) => Register(i)));

    public static NumberedMessages Submitting() =>
        new(Enumerable.Range(0, Templates).Select(IMessage (i) => new SubmitCasesRequest { Register = Register(i) }));

    private static RegisterCaseRequest Register(int i) => new()
    {
        CaseId = $"case-{NumberedMessages.Mark}",
        RequestId = $"{NumberedMessages.Mark}-b0b1-4d5e-8f90",
        Case = new Case
        {
            Unit = $"U-{i % 20 + 1}",
            Area = Areas[i % Areas.Length],
            RegisterTime = Timestamp.FromDateTimeOffset(FirstDay.AddHours(i * 67)),
            PrincipalOffence = Offences[i % Offences.Length],
            Particulars = new CaseParticulars
            {
                Title = "Group found on the river path",
                Summary = "Three persons were found on the river path at night and could show no papers. They say that a driver was to wait on the road.",
            },
        },
    };
}
