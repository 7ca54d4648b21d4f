using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using V1 = Grpc.Reflection.V1;
using V1Alpha = Grpc.Reflection.V1Alpha;

namespace Border.ServiceDefaults.Tests.Hosting;

public sealed class ReflectionTests
{
    private const string Cases = "border.cases.v1.CaseService";

    [Fact]
    public async Task V1_ListServices_NamesOursAndHealth()
    {
        await using var host = await TestHost.StartAsync();
        using var call = new V1.ServerReflection.ServerReflectionClient(host.Channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new V1.ServerReflectionRequest { ListServices = "" });
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));

        var names = call.ResponseStream.Current.ListServicesResponse.Service.Select(service => service.Name).ToList();

        Assert.Contains(Cases, names);
        Assert.Contains("grpc.health.v1.Health", names);
    }

    [Fact]
    public async Task V1Alpha_ListServices_NamesOurs()
    {
        await using var host = await TestHost.StartAsync();
        using var call = new V1Alpha.ServerReflection.ServerReflectionClient(host.Channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new V1Alpha.ServerReflectionRequest { ListServices = "" });
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));

        Assert.Contains(Cases, call.ResponseStream.Current.ListServicesResponse.Service.Select(service => service.Name));
    }

    [Fact]
    public async Task V1_FileOfAService_ComesWithTheRulesOfItsFields()
    {
        await using var host = await TestHost.StartAsync();
        using var call = new V1.ServerReflection.ServerReflectionClient(host.Channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new V1.ServerReflectionRequest { FileContainingSymbol = Cases });
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));

        var file = call.ResponseStream.Current.FileDescriptorResponse.FileDescriptorProto
            .Select(bytes => FileDescriptorProto.Parser.WithExtensionRegistry([Border.Type.V1.FieldExtensions.Rule]).ParseFrom(bytes))
            .Single(file => file.Name == "border/cases/v1/cases.proto");

        var unit = file.MessageType.Single(message => message.Name == "Case").Field.Single(field => field.Name == "unit");
        Assert.True(unit.Options.GetExtension(Border.Type.V1.FieldExtensions.Rule).Required);
    }
}
