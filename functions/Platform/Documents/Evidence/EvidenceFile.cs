using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Documents.Evidence;

/// <summary>
/// The evidence of one signature (domain §3.2): who consented to what, how the person was recognised, which code was bound
/// to which document. Records are chained by hash, so a court's expert needs nothing but SHA-256 and the rules of
/// <see cref="CanonicalJson"/> to see that none was changed; the head stands in the contract's event and, each night, under
/// the stamped audit root.
/// </summary>
/// <param name="Schema">Version of this layout.</param>
/// <param name="Subject">Id of the contract; part of the first hash, so records cannot move between files.</param>
/// <param name="Records">What happened, in order.</param>
/// <param name="Head">Hash of the last record.</param>
public sealed record EvidenceFile(int Schema, string Subject, IReadOnlyList<EvidenceRecord> Records, string Head)
{
    private const int CurrentSchema = 1;

    /// <summary>A file without records.</summary>
    public static EvidenceFile Open(string subject) => new(CurrentSchema, subject, [], Genesis(CurrentSchema, subject));

    /// <summary>The file with one more record. Times never run backwards within a file.</summary>
    public EvidenceFile Add<T>(string kind, DateTimeOffset at, T data, JsonTypeInfo<T> json)
    {
        if (Records.Count > 0 && at < Records[^1].At)
        {
            throw new ArgumentOutOfRangeException(nameof(at), "A record cannot be older than the one before it.");
        }

        var utc = at.ToUniversalTime();
        var milliseconds = utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMillisecond));
        var record = new EvidenceRecord(Records.Count + 1, kind, milliseconds, JsonSerializer.SerializeToElement(data, json), Head, "");
        record = record with { Hash = record.ComputeHash() };
        return this with { Records = [.. Records, record], Head = record.Hash };
    }

    /// <summary>The bytes to keep, in canonical spelling.</summary>
    public byte[] ToJson() => CanonicalJson.Write(JsonSerializer.SerializeToElement(this, EvidenceJson.Default.EvidenceFile));

    /// <summary>
    /// Reads a file and checks every hash. Error <c>documents.evidence-broken</c> with <c>record</c> = number of the first
    /// record that does not hold, or 0 when the file itself is not one.
    /// </summary>
    /// <param name="json">The bytes as kept.</param>
    /// <param name="expectedHead">Head known from elsewhere; it is what finds a cut tail or a wholly rewritten file.</param>
    public static Result<EvidenceFile> Read(ReadOnlySpan<byte> json, string? expectedHead = null)
    {
        try
        {
            var file = JsonSerializer.Deserialize(json, EvidenceJson.Default.EvidenceFile);
            if (file is not { Schema: CurrentSchema } || file.Records.Any(r => r is null))
            {
                return Broken(0);
            }

            var broken = file.FirstBroken();
            return broken is not null ? Broken(broken.Value)
                : expectedHead is not null && expectedHead != file.Head ? Broken(file.Records.Count)
                : json.SequenceEqual(file.ToJson()) ? file
                : Broken(0);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return Broken(0);
        }
    }

    private int? FirstBroken()
    {
        var previous = Genesis(Schema, Subject);
        DateTimeOffset? time = null;
        for (var i = 0; i < Records.Count; i++)
        {
            var record = Records[i];
            var isSound = record.Number == i + 1 && record.Previous == previous && record.Hash == record.ComputeHash();
            if (!isSound || record.At < time)
            {
                return i + 1;
            }

            (previous, time) = (record.Hash, record.At);
        }

        return previous == Head ? null : Records.Count;
    }

    private static string Genesis(int schema, string subject)
    {
        var start = new EvidenceStart(schema, subject);
        var bytes = CanonicalJson.Write(JsonSerializer.SerializeToElement(start, EvidenceJson.Default.EvidenceStart));
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    private static Error Broken(int record) =>
        Error.Unprocessable("documents.evidence-broken").With("record", record.ToString(CultureInfo.InvariantCulture));
}

/// <summary>One record. Its hash is SHA-256 over the canonical JSON of its other five members.</summary>
/// <param name="Number">1, 2, 3 …</param>
/// <param name="Kind">One of <see cref="EvidenceKinds"/>.</param>
/// <param name="At">Server time in UTC, to the millisecond.</param>
/// <param name="Data">The facts.</param>
/// <param name="Previous">Hash of the record before, or that of schema and subject.</param>
/// <param name="Hash">Lower-case hexadecimal.</param>
public sealed record EvidenceRecord(int Number, string Kind, DateTimeOffset At, JsonElement Data, string Previous, string Hash)
{
    internal string ComputeHash()
    {
        var body = new EvidenceBody(Number, Kind, At, Data, Previous);
        var bytes = CanonicalJson.Write(JsonSerializer.SerializeToElement(body, EvidenceJson.Default.EvidenceBody));
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}

internal sealed record EvidenceBody(int Number, string Kind, DateTimeOffset At, JsonElement Data, string Previous);

internal sealed record EvidenceStart(int Schema, string Subject);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(EvidenceFile))]
[JsonSerializable(typeof(EvidenceBody))]
[JsonSerializable(typeof(EvidenceStart))]
[JsonSerializable(typeof(ConsentEvidence))]
[JsonSerializable(typeof(IdentityEvidence))]
[JsonSerializable(typeof(CodeEvidence))]
[JsonSerializable(typeof(DeviceEvidence))]
[JsonSerializable(typeof(DocumentEvidence))]
[JsonSerializable(typeof(PolicyEvidence))]
internal sealed partial class EvidenceJson : JsonSerializerContext;
