using System.Net;
using System.Net.Sockets;
using Serverless.TestKit.Order;

namespace Serverless.IntegrationTests.Hosting;

/// <summary>
/// How App ends, as a process of its own. The host never notices a handler that exits with 0 (functions contract, section 1), so
/// that must not happen.
/// </summary>
[TakesSeconds(25)]
public sealed class HandlerExitTests
{
    [Theory]
    [InlineData("Hosting__PublicBaseAddress", "not-absolute")]
    [InlineData("Clients__MinimumAppVersion", "two")]
    [InlineData("Staff__Audience", "")]
    [InlineData("FUNCTIONS_CUSTOMHANDLER_PORT", "http")]
    [InlineData("Hosting__Port", "eighty")]
    [InlineData("Storage__CallTimeoutSeconds", "soon")]
    [InlineData("Otp__Life", "' at ten' to type '")]
    [InlineData("Messaging__Transport", "Pigeons")]
    public async Task Wrong_setting_ends_it_with_78_and_is_named(string setting, string value)
    {
        using var app = AppProcess.Start((setting, value));

        Assert.Equal(78, await app.ExitCodeAsync());
        Assert.Contains($"Not started: {setting} ", app.Said, StringComparison.Ordinal);
    }

    /// <summary>What waits at the door is dropped after the app and its logging are gone, and must not hide why.</summary>
    [Fact]
    public async Task Wrong_setting_is_named_although_a_request_waits_at_the_door()
    {
        using var app = AppProcess.Start(("Clients__MinimumAppVersion", "two"));
        var isAnswered = app.AskEarlyAsync();

        Assert.Equal(78, await app.ExitCodeAsync());
        Assert.Contains("Not started: Clients__MinimumAppVersion ", app.Said, StringComparison.Ordinal);
        Assert.False(await isAnswered);
    }

    [Fact]
    public async Task Value_of_another_type_is_not_repeated_in_the_log()
    {
        using var app = AppProcess.Start(("Storage__CallTimeoutSeconds", "AccountKey=c2VjcmV0"));

        Assert.Equal(78, await app.ExitCodeAsync());
        Assert.Contains("Not started: Storage__CallTimeoutSeconds must be a Int32", app.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", app.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_sections_that_are_wrong_are_all_named()
    {
        using var app = AppProcess.Start(("Hosting__PublicBaseAddress", "not-absolute"), ("Clients__MinimumAppVersion", "two"));

        Assert.Equal(78, await app.ExitCodeAsync());
        Assert.Contains("Not started: Hosting__PublicBaseAddress ", app.Said, StringComparison.Ordinal);
        Assert.Contains("Not started: Clients__MinimumAppVersion ", app.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Laptops_settings_outside_local_end_it_with_78()
    {
        using var app = AppProcess.Start(("Environment", "production"));

        Assert.Equal(78, await app.ExitCodeAsync());
        Assert.Contains("Staff__Authority must be an https address of another machine", app.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_that_is_taken_is_a_failure()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        using var app = AppProcess.Start(("FUNCTIONS_CUSTOMHANDLER_PORT", $"{((IPEndPoint)holder.LocalEndpoint).Port}"));

        Assert.Equal(1, await app.ExitCodeAsync());
    }

    [Fact]
    public async Task Sigterm_ends_it_with_143()
    {
        using var app = AppProcess.Start();
        await app.AnswersAsync();

        app.Signal("TERM");

        Assert.Equal(143, await app.ExitCodeAsync());
    }

    [Fact]
    public async Task Death_of_the_parent_ends_it_and_frees_its_port()
    {
        using var app = AppProcess.StartUnderShell();
        await app.AnswersAsync();

        app.Kill();

        await app.UntilAsync(async () => !await app.RespondsAsync(), "it outlived its parent");
    }
}
