using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Serverless.Platform.Hosting.Process;

/// <summary>One request at the <see cref="FrontDoor"/>: outside until the app is there, then the app's own.</summary>
internal sealed class Visit(IFeatureCollection features)
{
    private AppBehind? _app;
    private object? _context;

    internal IFeatureCollection Features { get; } = features;

    internal bool IsInside => _app is not null;

    /// <summary>The host's question whether anybody is there.</summary>
    internal bool IsPing => Features.GetRequiredFeature<IHttpRequestFeature>() is { Method: "GET", Path: "/" };

    internal void Enter(AppBehind app) => (_app, _context) = (app, app.Enter(Features));

    internal Task ServeAsync() => _app!.ServeAsync(_context!);

    internal void Leave(Exception? failure) => _app?.Leave(_context!, failure);
}

/// <summary>The app without the type of its request context, which is known only once it starts.</summary>
internal abstract class AppBehind
{
    internal abstract object Enter(IFeatureCollection features);

    internal abstract Task ServeAsync(object context);

    internal abstract void Leave(object context, Exception? failure);
}

/// <inheritdoc />
internal sealed class AppBehind<TContext>(IHttpApplication<TContext> application) : AppBehind
    where TContext : notnull
{
    internal override object Enter(IFeatureCollection features) => application.CreateContext(features);

    internal override Task ServeAsync(object context) => application.ProcessRequestAsync((TContext)context);

    internal override void Leave(object context, Exception? failure) => application.DisposeContext((TContext)context, failure);
}
