namespace Serverless.Durable.Client;

/// <summary>What the strictest task hub takes as an instance id; starting over gRPC checks nothing of it.</summary>
internal static class InstanceId
{
    private const int MaxLength = 100;

    public static bool IsValid(string? id) =>
        id is { Length: > 0 and <= MaxLength }
        && id[0] != '@'
        && !id.AsSpan().ContainsAnyExceptInRange(' ', '~')
        && !id.AsSpan().ContainsAny(@"/\?#");
}
