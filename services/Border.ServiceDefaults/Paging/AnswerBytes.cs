using Google.Protobuf;

namespace Border.ServiceDefaults.Paging;

/// <summary>Cuts lists so that every client takes the answer: most refuse messages above 4 MiB unless told otherwise.</summary>
public static class AnswerBytes
{
    private const int Most = 3 * 1024 * 1024;

    /// <summary>The first of some messages, as many as fit into one answer; one at least, if there is one.</summary>
    public static List<T> Fitting<T>(IEnumerable<T> messages)
        where T : IMessage
    {
        var fitting = new List<T>();
        var bytes = 0;
        foreach (var message in messages)
        {
            bytes += message.CalculateSize();
            if (fitting.Count > 0 && bytes > Most)
                break;
            fitting.Add(message);
        }

        return fitting;
    }
}
