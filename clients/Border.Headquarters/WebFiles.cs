namespace Border.Headquarters;

/// <summary>The built web application.</summary>
public sealed record WebFiles(string Folder)
{
    private const string BesideTheProgram = "web";

    public bool Exist => File.Exists(IndexPath);

    internal string IndexPath => Path.Combine(Folder, "index.html");

    /// <param name="webRoot">The option; without it the application is where the build puts it.</param>
    public static WebFiles At(string? webRoot) =>
        new(Path.GetFullPath(webRoot is { Length: > 0 } ? webRoot : Path.Combine(AppContext.BaseDirectory, BesideTheProgram)));
}
