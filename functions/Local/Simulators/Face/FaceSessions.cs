using System.Collections.Concurrent;
using System.Security.Cryptography;
using Serverless.Platform.Face;

namespace Serverless.Local.Simulators.Face;

/// <summary>The vendor's sessions, in memory: a token each, tries in them, and an end.</summary>
internal sealed class FaceSessions(TimeProvider time)
{
    private const string ModelVersion = "2025-05-20";
    private const int MostAttempts = 3;

    private sealed class Open(byte[]? reference, string token, DateTimeOffset until, bool otherReference)
    {
        internal byte[]? Reference { get; } = reference;
        internal string Token { get; } = token;
        internal DateTimeOffset Until { get; } = until;
        internal bool OtherReference { get; } = otherReference;
        internal List<FaceContract.Attempt> Attempts { get; } = [];
    }

    private readonly ConcurrentDictionary<string, Open> _sessions = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="reference">Null for liveness alone.</param>
    internal FaceContract.Session Create(byte[]? reference, TimeSpan life, bool otherReference)
    {
        var (id, token) = (Guid.NewGuid().ToString("D"), Convert.ToBase64String(RandomNumberGenerator.GetBytes(48)));
        _sessions[id] = new Open(reference, token, time.GetUtcNow() + life, otherReference);
        return Find(id)!;
    }

    internal FaceContract.Session? Find(string id)
    {
        if (!_sessions.TryGetValue(id, out var open))
        {
            return null;
        }

        // The vendor's list is not in the order of the tries, and its status stays behind.
        lock (open.Attempts)
        {
            var newestFirst = open.Attempts.OrderByDescending(attempt => attempt.AttemptId).ToList();
            return new(id, open.Token, "NotStarted", ModelVersion, new(newestFirst));
        }
    }

    internal bool Delete(string id) => _sessions.TryRemove(id, out _);

    internal int Count => _sessions.Count;

    /// <summary>What the phone's kit does with its token: one try with one photo.</summary>
    /// <returns>The digest that the kit tells the phone; null when the token is not good any more.</returns>
    internal string? Try(string token, byte[] photo)
    {
        var open = _sessions.Values.FirstOrDefault(session => session.Token == token && time.GetUtcNow() < session.Until);
        if (open is null)
        {
            return null;
        }

        lock (open.Attempts)
        {
            if (open.Attempts.Count >= MostAttempts)
            {
                return null;
            }

            var digest = Convert.ToHexString(SHA256.HashData([.. photo, (byte)open.Attempts.Count]));
            open.Attempts.Add(Judge(open, open.Attempts.Count + 1, PhotoFacts.Of(photo), digest));
            return digest;
        }
    }

    private static FaceContract.Attempt Judge(Open open, int number, PhotoFacts shown, string digest)
    {
        if (shown.Faces != 1 || shown.Liveness is not ("realface" or "spoofface" or "uncertain"))
        {
            var code = shown.Faces == 0 ? "TimedOut" : shown.Liveness;
            return new(number, "Failed", Error: new(code, "The attempt came to nothing."));
        }

        if (open.Reference is not { } reference)
        {
            return new(number, "Succeeded", new(shown.Liveness, digest));
        }

        var same = PhotoFacts.Of(reference).Person == shown.Person;
        var compared = new FaceContract.VerifyResult(same ? 0.97m : 0.11m, same);
        var hash = Convert.ToHexString(SHA256.HashData(open.OtherReference ? [.. reference, 0] : reference));
        var rectangle = new FaceContract.Targets(new(new(120, 110, 260, 320)));
        return new(number, "Succeeded", new(shown.Liveness, digest, compared, hash, rectangle));
    }
}
