using Serverless.Local.Staging;

namespace Serverless.EndToEndTests;

public sealed class LocalProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("local-process-").FullName;

    private string Data => Path.Combine(_folder, "data");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Kill_9_leaves_no_orphan_and_the_next_run_starts()
    {
        using var first = LocalProcess.Start("--port", "0", "--data", Data);
        await first.ReadyAsync();
        var children = first.Descendants();
        Assert.True(children.Count >= 2, "storage and app are children");

        first.KillHard();

        await Wait.Until(() => !children.Any(LocalProcess.IsAlive), "a child outlived its parent");
        using var second = LocalProcess.Start("--port", "0", "--data", Data);
        await second.ReadyAsync();
        second.Interrupt();
        await second.EndedAsync("Ctrl-C did not end it");
    }

    [Fact]
    public async Task Ctrl_c_ends_everything_with_exit_code_0()
    {
        using var local = LocalProcess.Start("--port", "0", "--data", Data);
        await local.ReadyAsync();
        var children = local.Descendants();

        local.Interrupt();

        await local.EndedAsync("Ctrl-C did not end it");
        Assert.Equal(0, local.ExitCode);
        Assert.DoesNotContain(children, LocalProcess.IsAlive);
    }

    [Fact]
    public async Task Second_run_on_the_same_data_is_refused_in_words()
    {
        using var first = LocalProcess.Start("--port", "0", "--data", Data);
        await first.ReadyAsync();

        using var second = LocalProcess.Start("--port", "0", "--data", Data);
        await second.EndedAsync("the second run stayed");

        Assert.Equal(1, second.ExitCode);
        Assert.Contains("holds the data", second.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taken_port_is_refused_in_words()
    {
        using var holder = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        holder.Start();
        var port = ((System.Net.IPEndPoint)holder.LocalEndpoint).Port;

        using var local = LocalProcess.Start("--port", $"{port}", "--data", Data);
        await local.EndedAsync("it started on a taken port");

        Assert.Equal(1, local.ExitCode);
        Assert.Contains($"Port {port} is taken", local.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staged_folder_passes_the_checks_of_the_host()
    {
        var target = Path.Combine(_folder, "staged");

        using var stage = LocalProcess.Start("stage", target);
        await stage.EndedAsync("stage did not end");

        Assert.True(stage.ExitCode == 0, stage.Said);
        Assert.Empty(ScriptRootCheck.Violations(target));
        Assert.True(File.Exists(Path.Combine(target, "local.settings.json")));
    }

    [Fact]
    public async Task Mistyped_option_is_explained()
    {
        using var local = LocalProcess.Start("--prot", "7071");
        await local.EndedAsync("it started");

        Assert.Equal(1, local.ExitCode);
        Assert.Contains("Try --help", local.Said, StringComparison.Ordinal);
    }
}
