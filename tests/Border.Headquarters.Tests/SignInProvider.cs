using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Border.Headquarters.Tests;

/// <summary>A real OpenID provider in a process of its own, at which everybody is the same supervisor.</summary>
internal sealed class SignInProvider : IAsyncDisposable
{
    public const string Client = "headquarters";

    private readonly Process _process;

    private SignInProvider(Process process, int port) => (_process, Issuer) = (process, $"http://127.0.0.1:{port}");

    public string Issuer { get; }

    public static async Task<SignInProvider> StartAsync(int port, string redirectUri)
    {
        var start = new ProcessStartInfo("node", ["oidc/sign-in.mjs", $"{port}", Client, redirectUri])
        {
            WorkingDirectory = InteropFolder(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        if (await process.StandardOutput.ReadLineAsync() != "listening")
            throw new InvalidOperationException($"The provider did not start: {await errors}");
        return new(process, port);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string InteropFolder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "..", "interop");
}
