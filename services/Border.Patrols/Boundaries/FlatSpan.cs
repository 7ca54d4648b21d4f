namespace Border.Patrols.Boundaries;

/// <summary>
/// Which part of a line lies near something, on flat ground. The line is told by a place and by what leads from it to the place
/// one further; a span is from and to on it, so told, and empty when it ends before it begins.
/// </summary>
internal static class FlatSpan
{
    private static readonly (double From, double To) Empty = (double.PositiveInfinity, double.NegativeInfinity);

    public static (double From, double To) InCircle((double East, double North) start, (double East, double North) along, (double East, double North) center, double radius)
    {
        var (east, north) = (start.East - center.East, start.North - center.North);
        var a = Dot(along, along);
        var b = Dot(along, (east, north));
        var root = (b * b) - (a * (Dot((east, north), (east, north)) - (radius * radius)));
        return a == 0 || root < 0 ? Empty : ((-b - Math.Sqrt(root)) / a, (-b + Math.Sqrt(root)) / a);
    }

    /// <summary>The part that lies on either side of a way, as wide as told, between its ends.</summary>
    public static (double From, double To) Beside(
        (double East, double North) start, (double East, double North) along, (double East, double North) from, (double East, double North) to, double width)
    {
        var length = Math.Sqrt(Square(to.East - from.East) + Square(to.North - from.North));
        if (length == 0)
            return Empty;
        (double East, double North) forward = ((to.East - from.East) / length, (to.North - from.North) / length);
        (double East, double North) left = (-forward.North, forward.East);
        var offset = (start.East - from.East, start.North - from.North);
        var lengthwise = Between(Dot(offset, forward), Dot(along, forward), 0, length);
        var across = Between(Dot(offset, left), Dot(along, left), -width, width);
        return (Math.Max(lengthwise.From, across.From), Math.Min(lengthwise.To, across.To));
    }

    /// <summary>From the first of some spans to the last, the empty ones left out.</summary>
    public static (double From, double To) Hull(params ReadOnlySpan<(double From, double To)> spans)
    {
        var hull = Empty;
        foreach (var span in spans)
        {
            if (span.From <= span.To)
                hull = (Math.Min(hull.From, span.From), Math.Max(hull.To, span.To));
        }

        return hull;
    }

    // Where `value + t * slope` lies in a range.
    private static (double From, double To) Between(double value, double slope, double least, double most)
    {
        if (slope == 0)
            return value >= least && value <= most ? (double.NegativeInfinity, double.PositiveInfinity) : Empty;
        var (one, other) = ((least - value) / slope, (most - value) / slope);
        return (Math.Min(one, other), Math.Max(one, other));
    }

    private static double Dot((double East, double North) one, (double East, double North) other) => (one.East * other.East) + (one.North * other.North);

    private static double Square(double value) => value * value;
}
