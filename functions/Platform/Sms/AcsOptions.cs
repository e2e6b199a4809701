namespace Serverless.Platform.Sms;

/// <summary>What every service of Azure Communication Services is told: texts and e-mail share the resource, its key and its signature.</summary>
public abstract class AcsOptions
{
    /// <summary><c>https://{resource}.communication.azure.com</c>.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Base64; without it the app's own identity is used (Entra).</summary>
    public string? AccessKey { get; set; }

    /// <summary>Version of the service's REST interface.</summary>
    public string ApiVersion { get; set; } = "";

    /// <summary>How long one try may take.</summary>
    public TimeSpan TryTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Tries within one call; a vendor that is down longer is asked again by the attempt's schedule.</summary>
    public int MaxRetries { get; set; } = 2;

    /// <summary>Set by Local alone: allows a loopback endpoint.</summary>
    public bool AllowLoopback { get; set; }

    /// <summary>What is wrong with them, for whoever starts the app (decision 28).</summary>
    internal IEnumerable<string> Failures(string section)
    {
        if (Endpoint is not { IsAbsoluteUri: true } || !(Endpoint.IsLoopback ? AllowLoopback : Endpoint.Scheme == Uri.UriSchemeHttps))
        {
            yield return $"{section}:Endpoint must be the resource's https address; loopback is for Local.";
        }

        if (AccessKey is { } key && (key.Length == 0 || !System.Buffers.Text.Base64.IsValid(key)))
        {
            yield return $"{section}:AccessKey must be base64.";
        }

        if (TryTimeout <= TimeSpan.Zero || TryTimeout > TimeSpan.FromMinutes(1) || MaxRetries is < 0 or > 5)
        {
            yield return $"{section}:TryTimeout must be above zero and at most a minute, {section}:MaxRetries 0 to 5.";
        }
    }
}
