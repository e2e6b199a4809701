namespace Serverless.IntegrationTests.Sms;

/// <summary>A fact that needs node and npm, and says so where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        if (!IsOnPath("node") || !IsOnPath("npm"))
        {
            Skip = "Needs Node.js: apt-get install nodejs npm";
        }
    }

    private static bool IsOnPath(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, tool)));
}
