using Microsoft.Extensions.Options;

namespace Serverless.Platform.Security;

/// <summary>
/// Section <c>Security</c>: the platform's own secret keys, in Azure as Key Vault references (decision 28). The first is used for new
/// work; older ones stay listed while anything made under them is still read.
/// </summary>
public sealed class SecurityOptions
{
    public IList<SecurityKey> Keys { get; set; } = [];

    internal sealed class Validator : IValidateOptions<SecurityOptions>
    {
        public ValidateOptionsResult Validate(string? name, SecurityOptions options)
        {
            var kids = options.Keys.Select(key => key.Kid).ToHashSet(StringComparer.Ordinal);
            if (options.Keys.Count == 0 || kids.Count != options.Keys.Count)
            {
                return ValidateOptionsResult.Fail("Security:Keys: at least one key, each with a Kid of its own");
            }

            return options.Keys.All(key => key.IsWellFormed)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(
                    "Security:Keys: a Kid is 1 to 16 lower-case letters and digits, a Value is 32 bytes in base64"
                );
        }
    }
}

/// <summary>One key by its id.</summary>
public sealed class SecurityKey
{
    public string Kid { get; set; } = "";

    /// <summary>32 random bytes, base64.</summary>
    public string Value { get; set; } = "";

    internal bool IsWellFormed
    {
        get
        {
            Span<byte> bytes = stackalloc byte[64];
            return Kid.Length is > 0 and <= 16
                && Kid.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
                && Convert.TryFromBase64String(Value, bytes, out var length)
                && length == 32;
        }
    }
}
