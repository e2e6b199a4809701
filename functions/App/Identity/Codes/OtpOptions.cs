namespace Serverless.App.Identity.Codes;

/// <summary>Limits and keys of one-time codes (section <c>Otp</c>; the numbers are the defaults of domain.md section 3.3).</summary>
internal sealed class OtpOptions
{
    internal const string Section = "Otp";

    /// <summary>NIST SP 800-63B, section 5.1.3.2.</summary>
    internal static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(10);

    /// <summary>Key that codes are derived from: base64 of at least 32 bytes, from the vault.</summary>
    public string CodeKey { get; set; } = "";

    /// <summary>Another key, under which a typed code is compared.</summary>
    public string CompareKey { get; set; } = "";

    /// <summary>NIST SP 800-63B: at most 10 minutes.</summary>
    public TimeSpan Life { get; set; } = TimeSpan.FromMinutes(5);

    public int Attempts { get; set; } = 3;

    public int Resends { get; set; } = 1;

    public TimeSpan ResendAfter { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Codes a known device may ask for.</summary>
    public int PerHour { get; set; } = 5;

    public int PerDay { get; set; } = 10;

    /// <summary>Codes that all unknown devices together may ask for one account in an hour (decision 24).</summary>
    public int UnknownDevicesPerHour { get; set; } = 3;

    /// <summary>How long a device must wait after it has spent every attempt of a code.</summary>
    public TimeSpan LockFor { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>NIST SP 800-63B section 5.2.2: no more failures in a row than this before an officer must help.</summary>
    public int FailuresInARow { get; set; } = 100;

    /// <summary>Text messages with codes in an hour, over all members; then the alarm.</summary>
    public int SmsPerHour { get; set; } = 3000;

    /// <summary>Calls that say codes in an hour, over all members: a call costs more than a text.</summary>
    public int CallsPerHour { get; set; } = 300;

    /// <summary>How much of <see cref="SmsPerHour"/> and <see cref="CallsPerHour"/> devices that are not registered may use, percent.</summary>
    public int StrangersPercent { get; set; } = 60;

    internal static bool IsKey(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) && length >= 32;
    }
}
