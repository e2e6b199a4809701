using Microsoft.Extensions.Options;
using Serverless.Platform.Sms;

namespace Serverless.Platform.Email;

/// <summary>Section <c>Email</c>: Azure Communication Services.</summary>
public sealed class EmailOptions : AcsOptions
{
    public const string Section = "Email";

    /// <summary>The version whose bodies are known here.</summary>
    public const string Latest = "2025-09-01";

    public EmailOptions() => ApiVersion = Latest;

    /// <summary>Sender: an address of a domain that the vendor has verified.</summary>
    public string? From { get; set; }
}

/// <summary>Checked before the first request (decision 28).</summary>
internal sealed class EmailOptionsValidator : IValidateOptions<EmailOptions>
{
    public ValidateOptionsResult Validate(string? name, EmailOptions options)
    {
        var failures = options.Failures(EmailOptions.Section).ToList();
        if (!EmailAddress.Parse(options.From).IsSuccess)
        {
            failures.Add("Email:From must be an address of the verified domain.");
        }

        if (options.ApiVersion != EmailOptions.Latest)
        {
            failures.Add($"Email:ApiVersion must be {EmailOptions.Latest}.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
