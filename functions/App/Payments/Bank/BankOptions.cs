namespace Serverless.App.Payments.Bank;

/// <summary>Section <c>Bank</c>: the bank that pays our orders (docs/ports/bank.md).</summary>
internal sealed class BankOptions
{
    internal const string Section = "Bank";

    /// <summary>The bank's address; without one orders wait.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>By what the bank knows us.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Signs what we send; base64, 32 bytes or more, agreed with the bank.</summary>
    public string RequestKey { get; set; } = "";

    /// <summary>Signs what the bank sends; another key than <see cref="RequestKey"/>.</summary>
    public string CallbackKey { get; set; } = "";

    /// <summary>Still believed while the bank changes over; empty otherwise.</summary>
    public string PreviousCallbackKey { get; set; } = "";

    /// <summary>How long one call may take.</summary>
    public TimeSpan TryTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a bank that does not take an order is asked again; afterwards a person decides.</summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(3);
}
