namespace Border.Station.Loading;

/// <summary>A request of the demo was refused, or not answered.</summary>
internal sealed class DemoRefusedException(string message) : Exception(message);
