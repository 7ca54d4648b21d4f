namespace Border.Field.Devices;

/// <summary>The device cannot do what was asked; the message is for the officer.</summary>
internal class DeviceException(string message, Exception? inner = null) : Exception(message, inner);
