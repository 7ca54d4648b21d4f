namespace Border.Statistics.Feeds;

/// <summary>A feed has another event, or none, where the last one was that is in the figures.</summary>
internal sealed class FeedRolledBackException(string feed, long position)
    : Exception($"The feed {feed} has another event, or none, at {position}, the last position that was counted.");
