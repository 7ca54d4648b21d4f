using Border.Seizures.V1;
using Border.ServiceDefaults.Records;
using Border.ServiceDefaults.Search;

namespace Border.Seizures.Items;

/// <summary>What a seizure is found by: its own id, and the numbers and names of what was taken.</summary>
internal static class ItemSearch
{
    public static RecordSearch<Seizure> Plan { get; } = new("seize_time", record => record.SeizeTime, TermsOf, _ => "")
    {
        Numbers = record => record.Items.SelectMany(TermsOf).Where(term => term.IsIdentifier).Select(term => term.Text),
    };

    private static IEnumerable<SearchTerm> TermsOf(Seizure record) =>
        record.Items.SelectMany(TermsOf).Where(term => term.Text.Length > 0).Prepend(SearchTerm.Identifier(RecordNames.IdOf(record.Name)));

    private static IEnumerable<SearchTerm> TermsOf(SeizedItem item) => item.DetailsCase switch
    {
        SeizedItem.DetailsOneofCase.Firearm => [SearchTerm.Identifier(item.Firearm.SerialNumber)],
        SeizedItem.DetailsOneofCase.Document => [SearchTerm.Identifier(item.Document.Number)],
        SeizedItem.DetailsOneofCase.Vehicle =>
            [SearchTerm.Identifier(item.Vehicle.Plate), SearchTerm.Identifier(item.Vehicle.ChassisNumber)],
        SeizedItem.DetailsOneofCase.Vessel =>
        [
            SearchTerm.Identifier(item.Vessel.Registration), SearchTerm.Identifier(item.Vessel.ImoNumber), SearchTerm.Words(item.Vessel.VesselName),
        ],
        _ => [],
    };
}
