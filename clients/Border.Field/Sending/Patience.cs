namespace Border.Field.Sending;

/// <summary>How long to go on trying while the server answers nothing, and how long to wait between two tries.</summary>
internal sealed class Patience(TimeSpan giveUpAfter, TimeProvider time)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private long? _failingSince;
    private int _failures;

    public bool IsFailing
    {
        get
        {
            lock (_gate)
                return _failingSince is not null;
        }
    }

    /// <summary>The server did something useful: whatever went wrong before is over.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _failingSince = null;
            _failures = 0;
        }
    }

    /// <summary>Gives the time until the next try, or null when it is enough.</summary>
    /// <param name="asked">For how long the server asks to be left alone at least.</param>
    public TimeSpan? NextDelay(TimeSpan asked = default)
    {
        lock (_gate)
        {
            _failingSince ??= time.GetTimestamp();
            if (time.GetElapsedTime(_failingSince.Value) >= giveUpAfter)
                return null;
            var delay = FirstDelay * Math.Pow(2, Math.Min(_failures++, 10));
            // Spread, so that many clients do not come back at one moment.
            var spread = (delay < LongestDelay ? delay : LongestDelay) * (0.5 + Random.Shared.NextDouble() / 2);
            return spread < asked ? asked + spread : spread;
        }
    }
}
