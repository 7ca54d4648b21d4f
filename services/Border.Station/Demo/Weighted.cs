namespace Border.Station.Demo;

/// <summary>Choices of which some are likelier than others.</summary>
internal sealed class Weighted<T>
{
    private readonly T[] _choices;
    private readonly int[] _upTo;

    public Weighted(params IReadOnlyList<(T Choice, int Weight)> choices)
    {
        _choices = [.. choices.Select(choice => choice.Choice)];
        _upTo = new int[choices.Count];
        for (var i = 0; i < choices.Count; i++)
            _upTo[i] = choices[i].Weight + (i == 0 ? 0 : _upTo[i - 1]);
    }

    public T Roll(Dice dice)
    {
        var found = Array.BinarySearch(_upTo, dice.Below(_upTo[^1]) + 1);
        return _choices[found < 0 ? ~found : found];
    }
}
