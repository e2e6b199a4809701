using System.Text.Json;

namespace Serverless.Platform.Voice;

/// <summary>What a call has come to.</summary>
public enum CallStep
{
    /// <summary>Somebody answered.</summary>
    Connected,

    /// <summary>Everything was said.</summary>
    Said,

    /// <summary>It could not be said.</summary>
    NotSaid,

    /// <summary>It is over, or never came about.</summary>
    Ended,
}

/// <param name="Id">The event's own: the same again is the same news.</param>
/// <param name="Connection">The vendor's name of the call.</param>
public sealed record CallNews(string Id, CallStep Step, string Connection);

/// <summary>Reads the vendor's CloudEvents of one call. Kinds that mean nothing here are left out; they are no failure.</summary>
public static class CallEvents
{
    private const string Prefix = "Microsoft.Communication.";
    private const int MostEvents = 50;
    private const int LongestId = 128;

    /// <summary>Null for a body that is not an array of events.</summary>
    public static IReadOnlyList<CallNews>? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var events = JsonSerializer.Deserialize(json, VoiceJson.Default.IReadOnlyListEvent);
            return events is { Count: <= MostEvents } ? [.. events.Select(News).OfType<CallNews>()] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static CallNews? News(VoiceContract.Event? news) =>
        news is { Id: { } id, Data.CallConnectionId: { } connection } && IsId(id) && IsId(connection) && Step(news.Type) is { } step
            ? new CallNews(id, step, connection)
            : null;

    private static CallStep? Step(string? type) =>
        type?.StartsWith(Prefix, StringComparison.Ordinal) != true
            ? null
            : type[Prefix.Length..] switch
            {
                "CallConnected" => CallStep.Connected,
                "PlayCompleted" => CallStep.Said,
                "PlayFailed" or "PlayCanceled" => CallStep.NotSaid,
                "CallDisconnected" or "CreateCallFailed" => CallStep.Ended,
                _ => null,
            };

    /// <summary>It becomes part of an address and of a row's key.</summary>
    private static bool IsId(string text) =>
        text.Length is > 0 and <= LongestId && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
