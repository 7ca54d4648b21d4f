using Border.Type.V1;

namespace Border.Statistics;

/// <summary>A text in the languages of the system.</summary>
internal sealed record Bilingual(string En, string Zh)
{
    public LocalizedText ToProto() => new() { En = En, Zh = Zh };

    public static Bilingual From(LocalizedText? text) => new(text?.En ?? "", text?.Zh ?? "");
}
