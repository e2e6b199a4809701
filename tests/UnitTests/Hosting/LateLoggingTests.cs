using Microsoft.Extensions.Logging;
using Serverless.Platform.Hosting.Process;

namespace Serverless.UnitTests.Hosting;

public sealed class LateLoggingTests
{
    /// <summary>The door closes after the app behind it and its logging; Kestrel says then which connections it dropped.</summary>
    [Fact]
    public void Logger_of_an_app_that_is_gone_is_silent()
    {
        using var late = new LateLogging();
        var logger = late.CreateLogger("door");
        var app = LoggerFactory.Create(_ => { });
        late.ForwardTo(app);
        app.Dispose();

        logger.Log(LogLevel.Critical, "dropped");

        Assert.False(logger.IsEnabled(LogLevel.Critical));
        Assert.Null(logger.BeginScope("scope"));
    }
}
