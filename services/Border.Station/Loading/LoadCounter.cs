using System.Globalization;

namespace Border.Station.Loading;

/// <summary>How much of a load has its receipt.</summary>
internal sealed class LoadCounter
{
    private long _answered;
    private long _replayed;

    public long Answered => Interlocked.Read(ref _answered);

    /// <summary>Those of them that had been carried out before.</summary>
    public long Replayed => Interlocked.Read(ref _replayed);

    public void Add(bool replayed)
    {
        Interlocked.Increment(ref _answered);
        if (replayed)
            Interlocked.Increment(ref _replayed);
    }

    public string Summary(TimeSpan elapsed) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Answered:#,0} submissions stored and counted in {elapsed.TotalSeconds:0.0} s, {Answered / elapsed.TotalSeconds:#,0} a second; {Replayed:#,0} of them had been sent before.");
}
