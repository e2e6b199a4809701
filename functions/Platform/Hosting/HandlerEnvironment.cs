using System.Globalization;
using Microsoft.Extensions.Options;
using Serverless.Platform.Hosting.Process;

namespace Serverless.Platform.Hosting;

/// <summary>What the Functions host tells its child process (functions contract, section 1).</summary>
/// <param name="Port">The loopback port the host talks to, or null when no host started this process.</param>
public sealed record HandlerEnvironment(int? Port)
{
    /// <summary>The variable's name.</summary>
    public const string PortVariable = "FUNCTIONS_CUSTOMHANDLER_PORT";

    /// <summary>The process that started this one, as it was when this was read: first of all.</summary>
    internal int Parent { get; } = ParentWatch.CurrentParentId();

    /// <summary>Trigger routes answer a host and nobody else.</summary>
    public bool StartedByHost => Port is not null;

    /// <summary>Reads it from this process's environment.</summary>
    /// <exception cref="OptionsValidationException">The port is not a port.</exception>
    public static HandlerEnvironment Current() => From(Environment.GetEnvironmentVariable(PortVariable));

    internal static HandlerEnvironment From(string? port) =>
        string.IsNullOrEmpty(port) ? new((int?)null)
        : ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? new(number)
        : throw new OptionsValidationException(PortVariable, typeof(HandlerEnvironment), [$"{PortVariable} must be a port number"]);
}
