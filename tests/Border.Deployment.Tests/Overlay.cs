using System.Text.Json.Nodes;

namespace Border.Deployment.Tests;

/// <summary>The folders that people apply.</summary>
internal static class Overlay
{
    public const string Trial = "trial";
    public const string Production = "production";

    public static TheoryData<string> All => [Trial, Production];

    public static string Folder(string overlay) => Repository.PathOf("k8s", overlay);

    public static IReadOnlyList<JsonObject> Build(string overlay) => KubernetesObjects.Build(Folder(overlay));
}
