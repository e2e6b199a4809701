using Serverless.Local.Cli;

namespace Serverless.UnitTests.Local;

public sealed class LocalOptionsTests
{
    [Fact]
    public void No_arguments_run_on_the_usual_port() =>
        Assert.Equal(new LocalOptions(LocalCommand.Run, null, 7071, false, null, null), LocalOptions.Parse([]));

    [Fact]
    public void Every_option_is_read() =>
        Assert.Equal(
            new LocalOptions(LocalCommand.Demo, null, 0, true, "/tmp/data", "/tmp/app"),
            LocalOptions.Parse(["demo", "--port", "0", "--aot", "--data", "/tmp/data", "--app", "/tmp/app"])
        );

    /// <summary>App and the emulator run in folders of their own, where a relative path would be another one.</summary>
    [Fact]
    public void Folders_are_those_seen_from_where_the_person_stands()
    {
        var options = LocalOptions.Parse(["--data", "data", "--app", "../app", "stage", "out"]);

        var here = Directory.GetCurrentDirectory();
        var parent = Directory.GetParent(here)!.FullName;
        Assert.Equal(
            (Path.Combine(here, "data"), Path.Combine(parent, "app"), Path.Combine(here, "out")),
            (options.Data, options.App, options.Folder)
        );
    }

    [Theory]
    [InlineData("--prot 7071", "\"--prot\" is not understood")]
    [InlineData("--port", "--port needs a number")]
    [InlineData("--port 70710", "70710 is no port")]
    [InlineData("--port -1", "-1 is no port")]
    [InlineData("stage", "stage needs a folder")]
    [InlineData("stage --aot", "stage needs a folder")]
    public void Mistake_is_explained(string line, string sentence)
    {
        var failure = Assert.Throws<LocalFailureException>(() => LocalOptions.Parse(line.Split(' ')));

        Assert.Contains(sentence, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Second_run_on_the_same_data_is_refused_by_process_id()
    {
        using var folder = new TemporaryFolder();
        using var first = DataFolder.Take(folder.Path);

        var failure = Assert.Throws<LocalFailureException>(() => DataFolder.Take(folder.Path));

        Assert.Contains($"process {Environment.ProcessId}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_is_free_again_after_a_run()
    {
        using var folder = new TemporaryFolder();
        DataFolder.Take(folder.Path).Dispose();

        using var second = DataFolder.Take(folder.Path);

        Assert.Equal(folder.Path, second.Path);
    }
}
