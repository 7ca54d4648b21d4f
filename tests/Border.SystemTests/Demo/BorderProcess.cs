using System.Diagnostics;
using System.Globalization;
using CsvHelper;

namespace Border.SystemTests.Demo;

/// <summary>Runs the command line as its users do.</summary>
internal static class BorderProcess
{
    // From its own folder: beside the tests it would lack the packages that ASP.NET Core, which they run on, brings itself.
    private static readonly string Assembly = Path.Combine(
        AppContext.BaseDirectory.Replace(Path.Combine("tests", "Border.SystemTests"), Path.Combine("clients", "Border.Cli"), StringComparison.Ordinal),
        "border.dll");

    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string server, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, .. arguments, "--server", server])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, errors);
    }

    /// <summary>The rows of a command that prints CSV, by column.</summary>
    public static async Task<IReadOnlyList<IDictionary<string, object>>> CsvAsync(string server, params string[] arguments)
    {
        var (exitCode, output, errors) = await RunAsync(server, [.. arguments, "--format", "csv"]);
        Assert.True(exitCode == 0, errors);
        using var csv = new CsvReader(new StringReader(output), CultureInfo.InvariantCulture);
        return [.. csv.GetRecords<dynamic>().Cast<IDictionary<string, object>>()];
    }
}
