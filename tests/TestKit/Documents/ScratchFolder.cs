namespace Serverless.TestKit.Documents;

/// <summary>A folder for files that outside programs read; gone when whoever made it is, the test or the run.</summary>
public sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("documents-").FullName;

    /// <summary>What takes long to make and is the same for all tests of a run.</summary>
    public static ScratchFolder OfTheRun()
    {
        var folder = new ScratchFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        return folder;
    }

    public string Write(string name, byte[] content)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
