namespace Serverless.Platform.Voice;

/// <summary>
/// Section <c>Voice</c>: calls through the communication resource of section <c>Sms</c>, with its address and its key or identity. Without
/// a number to call from there are no calls.
/// </summary>
public sealed class VoiceOptions
{
    public const string Section = "Voice";

    /// <summary>A number of the resource, E.164; null offers no calls.</summary>
    public string? CallerId { get; set; }

    /// <summary>The speech service that the resource may use; the simulator needs none.</summary>
    public Uri? SpeechEndpoint { get; set; }

    public string ApiVersion { get; set; } = "2026-03-12";

    public string Locale { get; set; } = "es-PE";

    public string VoiceName { get; set; } = "es-PE-CamilaNeural";

    /// <summary>Who signs the events of a call; its keys are published under <c>/calling/.well-known/acsopenidconfiguration</c>.</summary>
    public Uri CallbackIssuer { get; set; } = new("https://acscallautomation.communication.azure.com");

    /// <summary>Whom those signatures are for: the immutable id of the communication resource.</summary>
    public string CallbackAudience { get; set; } = "";

    public bool IsOffered => CallerId is { Length: > 0 };

    internal static bool IsNumber(string? phone) =>
        phone is null || (phone.Length is >= 8 and <= 16 && phone[0] == '+' && phone.Skip(1).All(char.IsAsciiDigit));
}
