namespace Serverless.Local.Cli;

/// <summary>Finds the repository that Local was built from, wherever it is started.</summary>
internal static class Repository
{
    /// <summary>The folder of Serverless.sln, looked for from the working directory and from the program upwards.</summary>
    internal static string Root =>
        Above(Directory.GetCurrentDirectory())
        ?? Above(AppContext.BaseDirectory)
        ?? throw new LocalFailureException("Start Local inside the repository: no Serverless.sln was found upwards of here.");

    private static string? Above(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Serverless.sln")))
            {
                return folder.FullName;
            }
        }
        return null;
    }
}
