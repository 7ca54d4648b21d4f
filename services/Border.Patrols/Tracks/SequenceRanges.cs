using Border.Patrols.V1;
using Google.Protobuf.Collections;

namespace Border.Patrols.Tracks;

/// <summary>Numbers that have come, as ranges in order.</summary>
internal static class SequenceRanges
{
    /// <returns>False when the number had come before.</returns>
    public static bool Add(RepeatedField<SequenceRange> ranges, long number)
    {
        var at = 0;
        while (at < ranges.Count && ranges[at].Last < number)
            at++;
        if (at < ranges.Count && ranges[at].First <= number)
            return false;
        var followsOn = at > 0 && ranges[at - 1].Last == number - 1;
        var leadsOn = at < ranges.Count && ranges[at].First == number + 1;
        if (followsOn && leadsOn)
        {
            ranges[at - 1].Last = ranges[at].Last;
            ranges.RemoveAt(at);
        }
        else if (followsOn)
        {
            ranges[at - 1].Last = number;
        }
        else if (leadsOn)
        {
            ranges[at].First = number;
        }
        else
        {
            ranges.Insert(at, new SequenceRange { First = number, Last = number });
        }

        return true;
    }

    /// <summary>The first number, from 1, that has not come.</summary>
    public static long Next(RepeatedField<SequenceRange> ranges) => ranges.Count > 0 && ranges[0].First == 1 ? ranges[0].Last + 1 : 1;
}
