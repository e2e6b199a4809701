using Serverless.Platform.Kernel;

namespace Serverless.App.Fund;

/// <summary>What callers of this context are told; also the codes of its tasks, whose texts the catalogue has.</summary>
internal static class FundErrors
{
    internal static readonly Error ContributionInvalid = Error.Unprocessable("fund.contribution-invalid");
    internal static readonly Error ContributionRepeated = Error.Conflict("fund.contribution-repeated");
    internal static readonly Error AccountNotFound = Error.NotFound("fund.account-not-found");
    internal static readonly Error PeriodInvalid = Error.Invalid("fund.period-invalid");

    // What our own books see differently.
    internal static readonly Error BalanceDiffers = Error.Conflict("fund.balance-differs");
    internal static readonly Error ControlDiffers = Error.Conflict("fund.control-differs");
}
