using Xunit;

namespace Serverless.TestKit.Documents;

/// <summary>
/// A test that asks an outside program. Where the program is missing the test is skipped with the line that installs it;
/// with CI=true it runs and fails instead, because there a skipped check would go unseen.
/// </summary>
public sealed class RequiresToolFactAttribute : FactAttribute
{
    public RequiresToolFactAttribute(string tool, string debianPackage)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var isMissing = !folders.Any(folder => File.Exists(Path.Combine(folder, tool)));
        if (isMissing && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = $"{tool} is missing: apt-get install -y {debianPackage}";
        }
    }
}
