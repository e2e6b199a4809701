using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Serverless.App.Payroll.Layout;
using Serverless.App.Payroll.Outgoing;
using Serverless.App.Payroll.Tasks;
using Serverless.Platform.Drop;

namespace Serverless.App.Payroll.Incoming;

/// <summary>
/// Takes one file of payroll in: read it through, check header, count, sums and hash, copy it to <c>done/</c>, note it, remove it from
/// <c>in/</c>. Whoever dies in between leaves it in <c>in/</c>, and the next one finds by its hash what is done already.
/// </summary>
internal sealed class TakeInFile(
    [FromKeyedServices(PayrollModule.Partner)] DropContainer drop,
    IncomingFileStore files,
    OutgoingFileStore outgoing,
    PayrollTaskStore tasks,
    TimeProvider time
)
{
    /// <summary>Largest answer taken, bytes: 300,000 lines are a tenth of it.</summary>
    internal const long MaximumLength = 200L * 1024 * 1024;
    private const int CopyBytes = 64 * 1024;

    internal async Task TakeAsync(DropFile file, CancellationToken cancellation)
    {
        var taken = file.Length > MaximumLength ? TooLarge(file) : await CheckAsync(file, cancellation);
        if (taken is null)
        {
            // Gone, replaced while we looked, or too early: its event, or the timer, brings us back.
            return;
        }

        var before = await files.ReadAsync(taken.Id, cancellation);
        var known = before.State ?? taken;
        if (known.Refusal is { } code)
        {
            await tasks.OpenAsync(new PayrollDifference(code, known.ReceivedAt) { FileId = known.Id }, cancellation);
        }

        var opened = await files.OpenAsync(known, cancellation);
        if (opened.Error is { } failed)
        {
            throw new InvalidOperationException($"Incoming file {known.Id} could not be noted: {failed.Code}");
        }

        await drop.RemoveAsync(file, cancellation);
    }

    /// <summary>Null when the content is no longer there.</summary>
    private async Task<IncomingFile?> CheckAsync(DropFile file, CancellationToken cancellation)
    {
        await using var content = await drop.OpenAsync(file, 0, cancellation);
        if (content is null)
        {
            return null;
        }

        var check = await ResultFileCheck.ReadAsync(content, cancellation);
        if (await CopyAsync(file, check, cancellation) is not { } bodyHash)
        {
            return null;
        }

        var answered = check.Fault is null ? await outgoing.FindAsync(check.Header!, cancellation) : null;
        if (answered is not null && OutgoingFileRules.IsInTheMaking(answered))
        {
            // Payroll was quicker than our own note that the file is written; the next look finds it.
            return null;
        }

        var fault =
            check.Fault
            ?? (
                bodyHash != check.Trailer!.Sha256 ? PayrollErrors.FileHash
                : answered is null ? PayrollErrors.FileUnasked
                : null
            );
        var taken = new IncomingFile(files.IdOf(check.Sha256), check.Sha256, file.Length, time.GetUtcNow());
        return fault is null
            ? taken with
            {
                OutgoingId = answered!.Id,
                Lines = check.Trailer!.Lines,
            }
            : taken with
            {
                Status = IncomingStatus.Refused,
                Refusal = fault.Code,
            };
    }

    /// <summary>Copies the file and answers the hash of what stands before the trailer; null when it changed under us.</summary>
    private async Task<string?> CopyAsync(DropFile file, ResultFileCheck check, CancellationToken cancellation)
    {
        await using var content = await drop.OpenAsync(file, 0, cancellation);
        if (content is null)
        {
            return null;
        }

        using var body = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var copy = drop.Begin(IncomingFileStore.CopyOf(check.Sha256));
        var buffer = new byte[CopyBytes];
        var left = check.BodyLength;
        while (await content.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            await copy.WriteAsync(buffer.AsMemory(0, count), cancellation);
            body.AppendData(buffer, 0, (int)Math.Min(left, count));
            left -= Math.Min(left, count);
        }

        if (copy.Sha256 != check.Sha256)
        {
            return null;
        }

        await copy.CommitAsync(new Dictionary<string, string>(), cancellation);
        return Convert.ToHexStringLower(body.GetHashAndReset());
    }

    /// <summary>Never read: known by where it lay and what storage calls its content.</summary>
    private IncomingFile TooLarge(DropFile file)
    {
        var seen = string.Create(CultureInfo.InvariantCulture, $"{file.Name}|{file.ETag}|{file.Length}");
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(seen)));
        return new IncomingFile(files.IdOf(sha256), sha256, file.Length, time.GetUtcNow())
        {
            Status = IncomingStatus.Refused,
            Refusal = PayrollErrors.FileTooLarge.Code,
        };
    }
}
