using System.Diagnostics;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Border.ServiceDefaults.Tests.Tokens;

/// <summary>A real OpenID provider in a process of its own, with a signing key that it makes when it starts.</summary>
internal sealed class TestProvider : IAsyncDisposable
{
    private readonly Process _process;

    private TestProvider(Process process, int port) => (_process, Issuer) = (process, $"http://127.0.0.1:{port}");

    public string Issuer { get; }

    public static async Task<TestProvider> StartAsync(int port, string keyId)
    {
        var start = new ProcessStartInfo("node", ["oidc/provider.mjs", $"{port}", keyId])
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

    /// <summary>A token that the provider gives one of its clients.</summary>
    public async Task<string> TokenAsync(string client = "supervisor-7", string resource = "urn:border")
    {
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = client,
            ["client_secret"] = "invented-secret-of-a-test",
            ["resource"] = resource,
        });
        using var answer = await http.PostAsync(new Uri(Issuer + "/token"), form);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string InteropFolder([CallerFilePath] string file = "") =>
        Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "interop");
}
