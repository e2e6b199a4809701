using System.Security.Cryptography;
using System.Text;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Contracts.Documents;

/// <summary>
/// The code under a document's QR symbol: 80 bits that only our key can make from the document's id, in Crockford's base 32, which has
/// no letter that is taken for a digit. Whoever holds the paper may ask; nobody finds a paper by trying.
/// </summary>
internal sealed class VerifyCodes(DerivedIds ids, UniqueIndex index)
{
    private const string Purpose = "contract-code";
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Letters = 16;

    internal string Of(string documentId)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(ids.For("contracts", Purpose, documentId)));
        var code = new StringBuilder(Letters + 3);
        for (var i = 0; i < Letters; i++)
        {
            if (i is 4 or 8 or 12)
            {
                code.Append('-');
            }

            code.Append(Alphabet[bytes[i] & 31]);
        }

        return code.ToString();
    }

    /// <summary>Makes the code findable; before the commit, so that no paper has a code that nobody knows.</summary>
    internal async Task ReserveAsync(string documentId, CancellationToken cancellation) =>
        await index.ReserveAsync(Purpose, Normal(Of(documentId))!, documentId, cancellation);

    /// <summary>The document's id; null for a code that we never gave.</summary>
    internal async Task<string?> FindAsync(string typed, CancellationToken cancellation) =>
        Normal(typed) is { } code ? await index.FindAsync(Purpose, code, cancellation) : null;

    /// <summary>As people type it: any case, with or without dashes, O for 0, I and L for 1. Null when it is no code.</summary>
    internal static string? Normal(string typed)
    {
        if (typed.Length > 40)
        {
            return null;
        }

        var letters = typed
            .ToUpperInvariant()
            .Where(letter => letter is not ('-' or ' '))
            .Select(letter =>
                letter switch
                {
                    'O' => '0',
                    'I' or 'L' => '1',
                    _ => letter,
                }
            )
            .ToArray();
        return letters.Length == Letters && letters.All(Alphabet.Contains) ? new string(letters) : null;
    }
}
