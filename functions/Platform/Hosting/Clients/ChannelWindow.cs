using Serverless.Platform.Kernel;

namespace Serverless.Platform.Hosting.Clients;

/// <summary>Since when, and until when, a channel is served (row A07: channels open one after the other); days are Lima's.</summary>
public sealed class ChannelWindow
{
    /// <summary>First day; null when it always was.</summary>
    public DateOnly? From { get; set; }

    /// <summary>Last day; null while it goes on.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>Null when the channel is open on the day; else a polite refusal that says when it opens, or that it closed.</summary>
    public Error? ClosedOn(DateOnly day) =>
        day < From ? PlatformErrors.ChannelNotYet.With("from", $"{From:yyyy-MM-dd}")
        : day > Until ? PlatformErrors.ChannelClosed
        : null;
}
