using Serverless.Platform.Partners;

namespace Serverless.App.Payments.Bank;

/// <summary>How either side signs a message (docs/ports/bank.md).</summary>
internal static class BankSignature
{
    internal const string ClientHeader = "Bank-Client";

    internal static readonly PartnerSignature Scheme = new("Bank", signsMethod: true);
}
