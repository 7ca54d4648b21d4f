using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Border.Testing;

namespace Border.Station.Tests.Running;

/// <summary>What a station tells that cannot start, as a process.</summary>
public sealed class StationStartTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--Storage:Engine=other", "Storage:Engine")]
    [InlineData("--Statistics:TimeZone=Mars/Base", "Statistics:TimeZone")]
    [InlineData("--Listen:Url=http://0.0.0.0:5400", "Listen:Url")]
    public async Task Start_WrongOption_IsOneLineAndNothingElse(string option, string key)
    {
        var (exitCode, told) = await RunAsync(option);

        Assert.Equal(78, exitCode);
        Assert.Contains(key, Assert.Single(told.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WrongOptionOfItsWebApplication_IsTheLastLineWithoutAFault()
    {
        File.WriteAllText(_folder.File("index.html"), "<title>Border</title>");

        var (exitCode, told) = await RunAsync($"--Listen:Url=http://127.0.0.1:{FreePort.Next()}", $"--Headquarters:WebRoot={_folder.Path}", "--Headquarters:Url=other");

        Assert.Equal(78, exitCode);
        AssertFaultless(told, "Headquarters:Url must be like");
    }

    [Fact]
    public async Task Start_WhereItsAddressIsTaken_SaysSoWithoutAFault()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var (exitCode, told) = await RunAsync($"--Listen:Url=http://{other.LocalEndpoint}");

        Assert.Equal(1, exitCode);
        AssertFaultless(told, "Another station may be running");
    }

    private static void AssertFaultless(string told, string line)
    {
        Assert.Single(told.Split('\n'), each => each.Contains(line, StringComparison.Ordinal));
        Assert.DoesNotContain("fail:", told, StringComparison.Ordinal);
        Assert.DoesNotContain("crit:", told, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", told, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Told)> RunAsync(params string[] options)
    {
        var station = typeof(StationStartTests).Assembly.Location.Replace("Border.Station.Tests.dll", "Border.Station.dll", StringComparison.Ordinal);
        string[] arguments = [station, "--data", _folder.File("data"), .. options];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var told = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(told));
    }
}
