using System.Security.Cryptography;
using Serverless.Platform.Files;
using Serverless.Platform.Kernel;

namespace Serverless.App.Payroll.Layout;

/// <summary>What one reading of a whole answer showed.</summary>
/// <param name="BodyLength">Bytes before the trailer: what the trailer's hash is of.</param>
/// <param name="Sha256">Of the whole file, hex.</param>
/// <param name="Fault">The first thing wrong with it, or null; the hash in the trailer is not compared yet.</param>
internal sealed record ResultFileCheck(ResultHeader? Header, ResultTrailer? Trailer, long BodyLength, string Sha256, Error? Fault)
{
    /// <summary>Reads to the end in constant memory; nonsense of any kind is a fault, never an exception.</summary>
    internal static async Task<ResultFileCheck> ReadAsync(Stream content, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var hashed = new HashedStream(content, hash);
        var totals = new Totals();
        await foreach (var record in CsvReader.ReadAsync(hashed, cancellation: cancellation))
        {
            totals.Take(record);
        }

        return totals.Close(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private sealed class Totals
    {
        private ResultHeader? _header;
        private ResultTrailer? _trailer;
        private Error? _fault;
        private long _bodyLength;
        private long _end;
        private int _lines;
        private long _requested;
        private long _applied;
        private bool _begun;

        internal void Take(CsvRecord record)
        {
            if (!_begun)
            {
                _begun = true;
                _header = ResultFile.Header(record);
                _fault = _header is null ? PayrollErrors.FileHeader : null;
            }
            else if (_trailer is not null)
            {
                _fault ??= PayrollErrors.FileTrailer;
            }
            else if (ResultFile.Trailer(record) is { } trailer)
            {
                (_trailer, _bodyLength) = (trailer, _end);
            }
            else
            {
                _lines++;
                var amounts = ResultFile.Amounts(record) ?? default;
                _requested += amounts.Requested;
                _applied += amounts.Applied;
            }

            _end = record.NextOffset;
        }

        internal ResultFileCheck Close(string sha256)
        {
            var fault =
                _fault
                ?? (
                    !_begun ? PayrollErrors.FileHeader
                    : _trailer is null ? PayrollErrors.FileTrailer
                    : _trailer.Lines != _lines ? PayrollErrors.FileCount
                    : _trailer.RequestedCentimos != _requested || _trailer.AppliedCentimos != _applied ? PayrollErrors.FileSum
                    : null
                );
            return new ResultFileCheck(_header, _trailer, _bodyLength, sha256, fault);
        }
    }
}
