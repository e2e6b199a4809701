using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using Serverless.Platform.Voice;

namespace Serverless.Local.Simulators.Acs.Calls;

/// <summary>A call as the telephone that rang knows it.</summary>
/// <param name="State"><c>ringing</c>, <c>talking</c>, <c>ended</c>, <c>missed</c>.</param>
/// <param name="Said">What was said, newest last.</param>
public sealed record AcsPhoneCall(string CallId, string From, string To, DateTimeOffset At, string State, IReadOnlyList<string> Said)
{
    /// <summary>Where the app wants to be told; holds its secret.</summary>
    [JsonIgnore]
    public string Callback { get; init; } = "";

    /// <summary>As the vendor signs what it tells.</summary>
    [JsonIgnore]
    public string Issuer { get; init; } = "";
}

/// <summary>
/// Call Automation of the vendor on loopback: calls ring, are answered, hear a text and end, and each step is told to the app as the
/// vendor does. Signatures and repeatability are checked like those of texts.
/// </summary>
public sealed class AcsCalls : IDisposable
{
    /// <summary>The immutable id of the resource that a laptop does not have.</summary>
    internal const string Audience = "local-communication-resource";

    private readonly ConcurrentDictionary<string, AcsPhoneCall> _calls = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string Wish, string Call)> _seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();

    internal AcsCalls(AcsRequests requests, TimeProvider time)
    {
        _time = time;
        News = new AcsCallNews(time);
        Routes = new AcsCallRoutes(this, requests);
    }

    /// <summary>What goes wrong next.</summary>
    public AcsScript Script { get; } = new();

    /// <summary>Somebody always answers, and news follow by themselves; a test tells them itself.</summary>
    public bool Automatic { get; set; } = true;

    internal AcsCallNews News { get; }

    internal AcsCallRoutes Routes { get; }

    /// <summary>Calls to a number, newest first.</summary>
    public IReadOnlyList<AcsPhoneCall> Of(string phone) =>
        [.. _calls.Values.Where(call => call.To == phone).OrderByDescending(call => call.At).ThenByDescending(call => call.CallId)];

    internal AcsPhoneCall? Find(string id) => _calls.GetValueOrDefault(id);

    internal AcsPhoneCall Change(string id, Func<AcsPhoneCall, AcsPhoneCall> change) =>
        _calls.AddOrUpdate(id, _ => throw new KeyNotFoundException(id), (_, call) => change(call));

    /// <summary>The call of a wish: the same repeatability id is the same call; null for an id that was another wish's.</summary>
    internal (AcsPhoneCall Call, bool IsNew)? Ring(string repeatabilityId, string firstSent, VoiceContract.Create wish, string issuer)
    {
        var to = wish.Targets[0].PhoneNumber.Value;
        var whole = $"{firstSent}\n{wish.SourceCallerIdNumber.Value}\n{to}\n{wish.CallbackUri}";
        lock (_gate)
        {
            if (_seen.TryGetValue(repeatabilityId, out var seen))
            {
                return seen.Wish == whole ? (_calls[seen.Call], false) : null;
            }

            var id = $"call-{_calls.Count + 1}-{Guid.NewGuid():N}";
            var call = new AcsPhoneCall(id, wish.SourceCallerIdNumber.Value, to, _time.GetUtcNow(), "ringing", [])
            {
                Callback = wish.CallbackUri,
                Issuer = issuer,
            };
            (_calls[id], _seen[repeatabilityId]) = (call, (whole, id));
            return (call, true);
        }
    }

    public void Dispose() => News.Dispose();
}
