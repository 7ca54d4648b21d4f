using Border.ServiceDefaults.Hosting;
using Microsoft.Extensions.Configuration;

namespace Border.ServiceDefaults.Tests.Hosting;

public sealed class ServiceProcessTests
{
    [Fact]
    public void CreateBuilder_SettingsFiles_AreReadAndNotWatched()
    {
        var builder = ServiceProcess.CreateBuilder();

        var files = builder.Configuration.Sources.OfType<FileConfigurationSource>().ToList();

        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file => file.ReloadOnChange);
    }

    [Fact]
    public void CreateBuilder_CommandLine_IsConfiguration()
    {
        var builder = ServiceProcess.CreateBuilder("--Storage:Engine=Postgres");

        Assert.Equal("Postgres", builder.Configuration["Storage:Engine"]);
    }
}
