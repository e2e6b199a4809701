using Serverless.Platform.Kernel;

namespace Serverless.Platform.Email;

/// <summary>An e-mail address as people in Peru have them: ASCII, one <c>@</c>, a domain with a dot. Written and logged masked.</summary>
public sealed record EmailAddress
{
    private const int Longest = 254;
    private const int LongestLocal = 64;

    private EmailAddress(string value) => Value = value;

    /// <summary>The whole address, its domain in lower case: personal data.</summary>
    public string Value { get; }

    /// <summary>Reads an address; blanks around it are dropped. RFC 5321 section 4.5.3.1 has the lengths.</summary>
    /// <returns>The address, or <c>platform.email-invalid</c>.</returns>
    public static Result<EmailAddress> Parse(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        var at = trimmed.IndexOf('@', StringComparison.Ordinal);
        if (trimmed.Length > Longest || at is < 1 or > LongestLocal)
        {
            return Invalid;
        }

        var (local, domain) = (trimmed[..at], trimmed[(at + 1)..].ToLowerInvariant());
        return IsLocal(local) && IsDomain(domain) ? new EmailAddress($"{local}@{domain}") : Invalid;
    }

    /// <summary>The first letter and the domain.</summary>
    public override string ToString() => $"{Value[0]}***{Value[Value.IndexOf('@', StringComparison.Ordinal)..]}";

    private static Error Invalid => Error.Invalid("platform.email-invalid");

    private static bool IsLocal(string local) =>
        local[0] != '.'
        && local[^1] != '.'
        && !local.Contains("..", StringComparison.Ordinal)
        && local.All(letter => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-/=?^_`{|}~.".Contains(letter, StringComparison.Ordinal));

    private static bool IsDomain(string domain) =>
        domain.Split('.') is { Length: >= 2 } labels
        && labels.All(label =>
            label.Length is > 0 and <= 63
            && label[0] != '-'
            && label[^1] != '-'
            && label.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
        )
        && labels[^1].Length >= 2
        && labels[^1].All(char.IsAsciiLetter);
}
