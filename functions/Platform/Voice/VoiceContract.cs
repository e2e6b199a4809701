using System.Text.Json.Serialization;

namespace Serverless.Platform.Voice;

/// <summary>Bodies of the vendor's Call Automation interface, version 2026-03-12 (recorded from its JavaScript SDK 1.6.0).</summary>
public static class VoiceContract
{
    public sealed record Create(
        IReadOnlyList<Target> Targets,
        Number SourceCallerIdNumber,
        string CallbackUri,
        Intelligence? CallIntelligenceOptions = null
    );

    public sealed record Target(string Kind, string RawId, Number PhoneNumber);

    public sealed record Number(string Value, bool IsAnonymous = false);

    /// <param name="CognitiveServicesEndpoint">Who turns text into speech.</param>
    public sealed record Intelligence(string CognitiveServicesEndpoint);

    public sealed record Play(
        IReadOnlyList<Source> PlaySources,
        IReadOnlyList<Target> PlayTo,
        PlayOptions PlayOptions,
        string? OperationContext
    );

    public sealed record Source(string Kind, Speech? Text);

    public sealed record Speech(string Text, string SourceLocale, string VoiceName);

    public sealed record PlayOptions(bool Loop);

    public sealed record Connection(string? CallConnectionId, string? CallConnectionState, string? CallbackUri);

    /// <summary>One CloudEvent of a call.</summary>
    public sealed record Event(string? Id, string? Type, EventData? Data);

    public sealed record EventData(string? CallConnectionId, string? OperationContext, ResultInformation? ResultInformation);

    public sealed record ResultInformation(int Code, int SubCode, string? Message);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(VoiceContract.Create))]
[JsonSerializable(typeof(VoiceContract.Play))]
[JsonSerializable(typeof(VoiceContract.Connection))]
[JsonSerializable(typeof(IReadOnlyList<VoiceContract.Event>))]
public sealed partial class VoiceJson : JsonSerializerContext;
