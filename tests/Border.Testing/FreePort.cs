using System.Net;
using System.Net.Sockets;

namespace Border.Testing;

/// <summary>A loopback port that nothing listens on at the moment.</summary>
public static class FreePort
{
    // Below those that outgoing connections get: one of these may be taken before the test listens.
    private const int First = 10_000;
    private const int Last = 32_000;

    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens there.
            }
        }
    }
}
