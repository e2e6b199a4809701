using Serverless.Platform.Kernel;
using Serverless.Platform.Lists;
using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Certificates;

/// <summary>How far a certificate has come (domain.md §5.1).</summary>
internal enum CertificateStatus
{
    Issued,

    /// <summary>A new loan was paid out since.</summary>
    Voided,
}

/// <summary>A certificate of owing nothing (Constancia de No Adeudo).</summary>
/// <param name="On">The day on which nothing was owed.</param>
/// <param name="ValidUntil">Last day it is worth something.</param>
internal sealed record Certificate(
    string Id,
    string MemberId,
    DateOnly On,
    DateOnly ValidUntil,
    string DocumentId,
    string LinkPath,
    string VerifyCode
)
{
    public CertificateStatus Status { get; init; }
}

/// <summary>Ids only.</summary>
internal sealed record CertificateMoved(string CertificateId, string MemberId);

/// <summary>Where certificates are kept, and which a member has.</summary>
internal sealed class CertificateStore(AggregateStore store, CommandRunner runner, SortedLists lists)
{
    internal static readonly AggregateKind<Certificate> Kind = new(
        CreditsModule.Table,
        "credits.certificate",
        CreditsJson.Default.Certificate
    );

    internal static readonly EventKind<CertificateMoved> Issued = new("credits.certificate-issued", CreditsJson.Default.CertificateMoved);

    internal static readonly EventKind<CertificateMoved> Voided = new("credits.certificate-voided", CreditsJson.Default.CertificateMoved);

    private const int MostCertificates = 100;

    internal async Task<Certificate?> FindAsync(string id, CancellationToken cancellation) =>
        (await store.ReadAsync(Kind, id, cancellation)).State;

    internal async Task<IReadOnlyList<Certificate>> OfMemberAsync(string memberId, CancellationToken cancellation)
    {
        var entries = await lists.ReadAsync(ListOf(memberId), null, MostCertificates, cancellation);
        var found = await Task.WhenAll(entries.Select(entry => FindAsync(entry.Subject, cancellation)));
        return [.. found.OfType<Certificate>()];
    }

    internal async Task<Result<Certificate>> KeepAsync(Certificate issued, CommandIdentity command, CancellationToken cancellation)
    {
        await lists.PutAsync(ListOf(issued.MemberId), new ListEntry(issued.Id, issued.Id), cancellation);
        return await ChangeAsync(issued.Id, command, before => before is null ? issued : null, Issued, cancellation);
    }

    internal Task<Result<Certificate>> VoidAsync(Certificate certificate, string cause, CancellationToken cancellation) =>
        ChangeAsync(
            certificate.Id,
            new CommandIdentity($"void-{cause}", cause, ""),
            before => before is { Status: CertificateStatus.Issued } ? before with { Status = CertificateStatus.Voided } : null,
            Voided,
            cancellation
        );

    private async Task<Result<Certificate>> ChangeAsync(
        string id,
        CommandIdentity command,
        Func<Certificate?, Certificate?> decide,
        EventKind<CertificateMoved> happened,
        CancellationToken cancellation
    )
    {
        var applied = await runner.RunAsync(
            Kind,
            id,
            command,
            before =>
                decide(before.State) is { } after
                    ? new Commit<Certificate>(after)
                    {
                        Events = [happened.With(new CertificateMoved(after.Id, after.MemberId))],
                        Answer = new IdempotencyRecord(201, after.Id),
                    }
                    : CreditsErrors.NothingToDo,
            cancellation
        );
        return applied.Error is { } refused && refused != CreditsErrors.NothingToDo ? refused : (await FindAsync(id, cancellation))!;
    }

    private static string ListOf(string memberId) => $"credits-certificates-{memberId}";
}
