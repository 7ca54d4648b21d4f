using System.Collections.Concurrent;
using System.Net;
using Border.Statistics.V1;
using Border.Type.V1;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Border.Cli.Tests.Fakes;

/// <summary>A server on a free port of this machine that plays the services.</summary>
internal sealed class FakeStation : IAsyncDisposable
{
    private WebApplication? application;

    public string Address { get; private set; } = "";

    public FakeBulk Cases { get; } = new();

    public FakeBulk Patrols { get; } = new();

    public FakeBulk Returns { get; } = new();

    public FakeBulk ZeroReports { get; } = new();

    public FakeContents Contents { get; } = new();

    public ConcurrentQueue<string> Actors { get; } = new();

    /// <summary>The unary calls, in order.</summary>
    public ConcurrentQueue<IMessage> Calls { get; } = new();

    public Func<IMessage, IMessage> Answer { get; set; } = _ => throw new InvalidOperationException("The test expects no such call.");

    public bool NeverCounts { get; set; }

    public bool IsRolledBack { get; set; }

    public bool HasStatistics { get; set; } = true;

    /// <summary>How often the figures' server is away before it answers.</summary>
    public int TimesAway { get; set; }

    public List<Indicator> Indicators { get; } =
    [
        new() { Code = "cases", Unit = "cases", Measure = Measure.Flow, Counted = true },
        new() { Code = "entries", Unit = "persons", Measure = Measure.Flow },
        new() { Code = "windows", Unit = "windows", Measure = Measure.Stock },
    ];

    public List<Area> Areas { get; } =
    [
        new() { Code = "53", DisplayName = new LocalizedText { En = "Yunnan", Zh = "云南" }, Kind = AreaKind.Region },
        new() { Code = "53.02", DisplayName = new LocalizedText { En = "North, upper", Zh = "北段" }, Kind = AreaKind.Sector },
    ];

    public static async Task<FakeStation> StartAsync()
    {
        var station = new FakeStation();
        await station.ListenAsync();
        return station;
    }

    public async ValueTask DisposeAsync()
    {
        if (application is not null)
            await application.DisposeAsync();
    }

    /// <summary>Notes a unary call, and answers it as the test asks.</summary>
    public T AnswerTo<T>(IMessage request)
        where T : IMessage
    {
        Calls.Enqueue(request);
        return (T)Answer(request);
    }

    private async Task ListenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        application = builder.Build();
        application.MapGrpcService<FakeCases>();
        application.MapGrpcService<FakePatrols>();
        application.MapGrpcService<FakeStatistics>();
        application.MapGrpcService<FakeCompleteness>();
        application.MapGrpcService<FakeReleases>();
        application.MapGrpcService<FakeLookup>();
        application.MapGrpcService<FakeBoundary>();
        application.MapGrpcService<FakeTracks>();
        application.MapGrpcService<FakeErasures>();
        application.MapGrpcService<FakeAttachments>();
        await application.StartAsync();
        Address = application.Urls.Single();
    }
}
