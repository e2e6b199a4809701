using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Authorization;

/// <summary>The policy table <c>operation → assurance</c>, effective-dated; absent is denied (architecture, section 6a).</summary>
public sealed class OperationPolicies
{
    /// <summary>No row is in force for the operation.</summary>
    public static readonly Error NoPolicy = Error.Forbidden("platform.operation-denied");

    /// <summary>Something that the row asks for is not proved; <c>missing</c> says what.</summary>
    public static readonly Error AssuranceMissing = Error.Forbidden("platform.assurance-missing");

    /// <summary>The amount is above the limit of one officer; the act waits for another (row D08).</summary>
    public static readonly Error SecondOfficerNeeded = Error.Conflict("platform.second-officer-needed");

    /// <summary>The phone was changed a short while ago; <c>hours</c> says how long the act waits (domain.md section 3.3).</summary>
    public static readonly Error CoolingDown = Error.Conflict("platform.cool-down");

    private readonly Dictionary<string, EffectiveDated<OperationPolicy>> _rows;
    private readonly TimeProvider _time;

    /// <exception cref="ArgumentException">Rows of one operation overlap, leave a gap, or name no source.</exception>
    public OperationPolicies(IEnumerable<OperationPolicy> rows, TimeProvider time)
    {
        _time = time;
        _rows = rows.GroupBy(row => row.Operation, StringComparer.Ordinal).ToDictionary(group => group.Key, Table, StringComparer.Ordinal);
    }

    /// <summary>Reads a table of rows, as a module embeds it.</summary>
    public static IReadOnlyList<OperationPolicy> Read(Stream json) =>
        JsonSerializer.Deserialize(json, OperationPolicyJson.Default.IReadOnlyListOperationPolicy)
        ?? throw new InvalidDataException("The policy table is null");

    /// <summary>The row in force today in Lima, or <c>platform.operation-denied</c>.</summary>
    public Result<OperationPolicy> For(string operation) =>
        _rows.TryGetValue(operation, out var table) && table.At(Today()) is { IsSuccess: true } row ? row.Value : NoPolicy;

    /// <summary>Whether everything that the operation asks for is proved; names the first thing that is not.</summary>
    public Result<OperationPolicy> Check(string operation, Assurance proved) => For(operation).Then(row => Judge(row, proved));

    /// <summary>Whether the device is as old as the row wants it.</summary>
    /// <param name="since">When it was registered or the phone last changed; null when unknown.</param>
    public Result<OperationPolicy> Aged(OperationPolicy row, DateTimeOffset? since) =>
        IsTooYoung(row, since) ? MissingIs("device-age") : row;

    /// <summary>Whether the phone has been unchanged for as long as the row wants it.</summary>
    /// <param name="changed">When the phone last changed; null when it never did.</param>
    public Result<OperationPolicy> CooledDown(OperationPolicy row, DateTimeOffset? changed) =>
        row.CoolDownHours is { } hours && changed + TimeSpan.FromHours(hours) > _time.GetUtcNow()
            ? CoolingDown.With("hours", hours.ToString(System.Globalization.CultureInfo.InvariantCulture))
            : row;

    /// <summary>Interim rows in force today, for the check at start.</summary>
    public IEnumerable<string> Interim() =>
        _rows.Keys.Where(operation => For(operation) is { IsSuccess: true, Value.Interim: true }).Order(StringComparer.Ordinal);

    /// <summary>Every operation in force today, for the tests that walk them.</summary>
    public IEnumerable<OperationPolicy> InForce() => _rows.Keys.Select(For).Where(row => row.IsSuccess).Select(row => row.Value);

    private Result<OperationPolicy> Judge(OperationPolicy row, Assurance proved)
    {
        if (CooledDown(row, proved.PhoneChangedAt).Error is { } cooling)
        {
            return cooling;
        }

        if (Missing(row, proved) is { } what)
        {
            return MissingIs(what);
        }

        if (row.Duty is { } duty)
        {
            var principal = proved.Principal ?? throw new ArgumentException($"{row.Operation} wants to know who acts", nameof(proved));
            if (SeparationOfDuties.Check(proved.DutiesTaken, new Duty(duty, principal)).Error is { } conflict)
            {
                return conflict;
            }
        }

        return WantsSecondOfficer(row, proved) && !proved.SecondOfficerAgreed ? SecondOfficerNeeded : row;
    }

    /// <summary>An amount that nobody named counts as above every limit.</summary>
    private static bool WantsSecondOfficer(OperationPolicy row, Assurance proved) =>
        row.SecondOfficer && (row.SecondOfficerAbove is not { } limit || proved.Amount is not { } amount || amount.Soles > limit);

    private static Error MissingIs(string what) =>
        AssuranceMissing
            .With("missing", what)
            .With(
                "missingText",
                what switch
                {
                    "session" => "entrar con tu celular",
                    "device-age" => "esperar unas horas con tu celular",
                    "face" => "mostrar tu rostro",
                    "document" => "firmar el papel",
                    "code" => "poner el código de tu celular",
                    _ => throw new ArgumentOutOfRangeException(nameof(what), what, "No text for this"),
                }
            );

    private string? Missing(OperationPolicy row, Assurance proved) =>
        row.LiveSession && !proved.SessionIsLive ? "session"
        : IsTooYoung(row, proved.DeviceSince) ? "device-age"
        : row.Face && !proved.FacePassed ? "face"
        : row.Document && !proved.DocumentSigned ? "document"
        : row.Code && !proved.CodeConfirmed ? "code"
        : null;

    private bool IsTooYoung(OperationPolicy row, DateTimeOffset? since) =>
        row.DeviceAgeHours is { } hours && !(since + TimeSpan.FromHours(hours) <= _time.GetUtcNow());

    private DateOnly Today() => LimaTime.DateOf(_time.GetUtcNow());

    private static EffectiveDated<OperationPolicy> Table(IGrouping<string, OperationPolicy> rows)
    {
        var values = rows.Select(row => new EffectiveValue<OperationPolicy>(row, row.ValidFrom, row.ValidTo, row.Source));
        var table = EffectiveDated<OperationPolicy>.Create(values);
        return table.IsSuccess ? table.Value : throw new ArgumentException($"Policy rows of {rows.Key}: {table.Error.Code}", nameof(rows));
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(IReadOnlyList<OperationPolicy>))]
internal sealed partial class OperationPolicyJson : JsonSerializerContext;
