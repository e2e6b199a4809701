using System.Security.Cryptography;
using System.Text;

namespace Serverless.App.Membership.Consents;

/// <summary>One text that a person may agree to, word for word (Law 29733).</summary>
/// <param name="Purpose">What for, one flag each: <c>service</c>, <c>payroll-discount</c>, <c>biometrics</c>, <c>marketing</c>, <c>third-party</c>.</param>
/// <param name="Version">Names the wording to people.</param>
internal sealed record ConsentText(string Purpose, string Version, string Title, string Text)
{
    /// <summary>SHA-256 of the text's UTF-8 bytes, hex: what is kept of a consent, and what a phone must send back to have agreed to it.</summary>
    internal string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
}
