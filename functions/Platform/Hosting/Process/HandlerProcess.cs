using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Serverless.Platform.Hosting.Process;

/// <summary>The handler from start to exit code.</summary>
public static partial class HandlerProcess
{
    /// <summary>Builds the app, runs it until it is told to stop, and says how it ended (see <see cref="ExitCodes"/>).</summary>
    /// <param name="args">Command line settings.</param>
    /// <param name="app">The assembly with the contexts' error texts.</param>
    /// <param name="add">Registers every context's services.</param>
    /// <param name="map">Maps every context's routes and functions.</param>
    public static async Task<int> RunAsync(string[] args, Assembly app, Action<WebApplicationBuilder> add, Action<WebApplication> map)
    {
        try
        {
            var environment = HandlerEnvironment.Current();
            using var logging = new LateLogging();
            using var door = environment.Port is { } port ? await FrontDoor.OpenAsync(port, logging) : null;
            var builder = HandlerHost.CreateBuilder(args, environment, app);
            add(builder);
            builder.UseServer(door);
            await using var handler = builder.Build();
            logging.ForwardTo(handler.Services.GetRequiredService<ILoggerFactory>());
            handler.UseHandler();
            map(handler);
            // The host would do this too, and would log what the binder says, which quotes values.
            handler.Services.GetService<IStartupValidator>()?.Validate();
            var parent = handler.Services.GetService<ParentWatch>();
            // An instance starts once and may live for days: what its start left behind is given back before the first request.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            await handler.RunAsync();
            return parent?.ParentGone == true ? ExitCodes.Failed
                : environment.StartedByHost ? ExitCodes.Terminated
                : 0;
        }
        catch (Exception failure) when (WrongSettings(failure) is { Count: > 0 } findings)
        {
            Report(logger => findings.ForEach(finding => LogSetting(logger, finding)));
            return ExitCodes.Configuration;
        }
        catch (Exception failure)
        {
            Report(logger => LogFatal(logger, failure));
            return ExitCodes.Failed;
        }
    }

    private static void UseServer(this WebApplicationBuilder builder, IServer? server)
    {
        if (server is not null)
        {
            builder.Services.AddSingleton(server);
        }
    }

    /// <summary>One section that is wrong throws its own exception, several come in one; none when anything else is among them.</summary>
    internal static List<string> WrongSettings(Exception failure) =>
        failure switch
        {
            OptionsValidationException settings => [.. settings.Failures],
            InvalidOperationException binding when UnreadableSetting.Of(binding) is { } finding => [finding],
            AggregateException several
                when several.InnerExceptions.Select(WrongSettings).ToList() is var each && each.All(found => found.Count > 0) =>
            [
                .. each.SelectMany(found => found),
            ],
            _ => [],
        };

    /// <summary>The app's own logging may never have come up. To standard output like everything else: the host reads it.</summary>
    private static void Report(Action<ILogger> write)
    {
        using var logging = LoggerFactory.Create(HandlerHost.LogToStandardOutput);
        write(logging.CreateLogger(typeof(HandlerProcess).FullName!));
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "Not started: {Finding}")]
    private static partial void LogSetting(ILogger logger, string finding);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Ended by an unexpected failure")]
    private static partial void LogFatal(ILogger logger, Exception failure);
}
