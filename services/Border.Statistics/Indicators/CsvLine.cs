using System.Text;

namespace Border.Statistics.Indicators;

/// <summary>One line of comma-separated fields, where quotes hold commas and are doubled inside.</summary>
internal static class CsvLine
{
    public static List<string> Split(string line)
    {
        List<string> fields = [];
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var letter = line[i];
            if (letter == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                field.Append(line[++i]);
            else if (letter == '"')
                quoted = !quoted;
            else if (letter == ',' && !quoted)
                Flush(fields, field);
            else if (letter is not ('\uFEFF' or '\r'))
                field.Append(letter);
        }

        Flush(fields, field);
        return fields;
    }

    private static void Flush(List<string> fields, StringBuilder field)
    {
        fields.Add(field.ToString());
        field.Clear();
    }
}
