using System.Globalization;
using Border.Cli.Tests.Fakes;
using Border.Lookup.V1;
using Border.Storage;
using Border.Testing;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Border.Cli.Tests;

/// <summary>How the servers are found, and how they know the user.</summary>
public sealed class ServerTests
{
    [Fact]
    public void Parse_Nothing_IsTheStationOfThisMachine() => Assert.Equal("http://127.0.0.1:5400/", ServerAddresses.Parse(null).Default.ToString());

    [Fact]
    public void Parse_OneAddressAndSomeOfTheirOwn_TellsThemApart()
    {
        var addresses = ServerAddresses.Parse("http://a:1, cases=http://b:2,statistics=https://c:3");

        Assert.Equal("http://a:1/", addresses.Default.ToString());
        Assert.Equal(["cases http://b:2/", "statistics https://c:3/"], addresses.Own.Select(pair => $"{pair.Key} {pair.Value}"));
    }

    [Theory]
    [InlineData("a:1")]
    [InlineData("ghosts=http://a:1")]
    [InlineData("cases=")]
    [InlineData("http://a:1,")]
    public void Parse_WhatIsNoAddress_IsBadInput(string text) =>
        Assert.Equal(ExitCode.BadInput, Assert.Throws<CommandException>(() => ServerAddresses.Parse(text)).ExitCode);

    [Fact]
    public async Task Submit_ServicesAtTheirOwnAddresses_EachGetsItsRecords()
    {
        await using var common = await FakeStation.StartAsync();
        await using var patrols = await FakeStation.StartAsync();
        const string Lines = """
            {"registerCase":{"caseId":"c","requestId":"r1"}}
            {"createPatrol":{"patrolId":"p","requestId":"r2"}}
            """;

        var result = await CommandLine.RunAsync($"{common.Address},patrols={patrols.Address}", Lines, "submit", "-");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal((1, 0), (common.Cases.Stored.Count, common.Patrols.Stored.Count));
        Assert.Equal((0, 1), (patrols.Cases.Stored.Count, patrols.Patrols.Stored.Count));
        Assert.Single(common.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_ServerThatAsksForACertificate_IsReachedWithOne(bool isOfAnIntermediate)
    {
        using var root = new TestCertificates();
        using var certificates = new TestCertificates(isOfAnIntermediate ? root : null);
        await using var server = await ServerAsync(certificates);
        var (certificate, key) = certificates.Issue("officer");

        var result = await CommandLine.RunAsync(
            server.Address.ToString(), "", "progress", "--certificate", certificate, "--key", key, "--ca", certificates.AuthorityPath);

        // This server has no Statistics, and says so to whom it knows.
        Assert.Equal(ExitCode.ServerError, result.ExitCode);
        Assert.StartsWith("Unimplemented", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ServerOfAnotherAuthority_IsNotSpokenTo()
    {
        using var certificates = new TestCertificates();
        using var others = new TestCertificates();
        await using var server = await ServerAsync(others);
        var (certificate, key) = certificates.Issue("officer");

        var result = await CommandLine.RunAsync(
            server.Address.ToString(), "", "progress", "--certificate", certificate, "--key", key, "--ca", certificates.AuthorityPath);

        Assert.DoesNotContain("Unimplemented", result.Error, StringComparison.Ordinal);
        Assert.NotEqual(0, result.ExitCode);
    }

    [Fact]
    public async Task Run_CertificateWithoutItsKey_IsBadInput()
    {
        using var certificates = new TestCertificates();

        var result = await CommandLine.RunAsync("https://127.0.0.1:9", "", "progress", "--certificate", certificates.Issue("officer").CertificatePath);

        Assert.Equal((ExitCode.BadInput, "--certificate, --key and --ca go together; --ca may stand alone.\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Run_KeyOfAnotherCertificate_IsBadInput()
    {
        using var certificates = new TestCertificates();

        var result = await CommandLine.RunAsync(
            "https://127.0.0.1:9",
            "",
            "progress",
            "--certificate", certificates.Issue("officer").CertificatePath, "--key", certificates.Issue("other").KeyPath, "--ca", certificates.AuthorityPath);

        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.StartsWith("--certificate, --key and --ca must be PEM files", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_CallOverTheCallersShare_IsMadeAgainWhenTheServerSaid()
    {
        await using var station = await FakeStation.StartAsync();
        station.Answer = _ => station.Calls.Count == 1 ? throw Limited(TimeSpan.FromMilliseconds(300)) : new SearchRecordsResponse();
        var start = TimeProvider.System.GetTimestamp();

        var result = await CommandLine.RunAsync(station, "search", "x");

        Assert.Equal((0, "", 2), (result.ExitCode, result.Error, station.Calls.Count));
        Assert.True(TimeProvider.System.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(300));
    }

    [Fact]
    public async Task Submit_StreamOverTheCallersShare_IsOpenedAgainWhenTheServerSaid()
    {
        await using var station = await FakeStation.StartAsync();
        var refused = TimeProvider.System.GetTimestamp();
        var again = TimeSpan.Zero;
        station.Cases.OnRequest = (stream, _) =>
        {
            again = TimeProvider.System.GetElapsedTime(refused);
            if (stream == 1)
                throw Limited(TimeSpan.FromMilliseconds(500));
        };

        var result = await CommandLine.RunAsync(station.Address, """{"registerCase":{"caseId":"c","requestId":"r1"}}""", "submit", "-");

        Assert.Equal((0, 2, 1), (result.ExitCode, station.Cases.StreamCount, station.Cases.Stored.Count));
        Assert.True(again >= TimeSpan.FromMilliseconds(500));
    }

    private static RpcException Limited(TimeSpan delay)
    {
        Google.Rpc.Status status = new() { Code = (int)StatusCode.ResourceExhausted, Details = { Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) }) } };
        var refused = status.ToRpcException();
        refused.Trailers.Add("grpc-retry-pushback-ms", delay.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        return refused;
    }

    private static async Task<ServiceHost> ServerAsync(TestCertificates certificates)
    {
        using var place = await StoragePlace.NewAsync(StorageEngineKind.Sqlite);
        var (certificate, key) = certificates.Issue("server");
        return await ServiceHost.StartAsync(
            place,
            builder => { },
            app => { },
            ("Listen:Url", "https://127.0.0.1:0"),
            ("Listen:Certificate", certificate),
            ("Listen:Key", key),
            ("Listen:ClientCa", certificates.AuthorityPath));
    }
}
