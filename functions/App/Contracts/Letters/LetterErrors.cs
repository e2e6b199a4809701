using System.Globalization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Contracts.Letters;

/// <summary>Why a letter is not taken.</summary>
internal static class LetterErrors
{
    internal static readonly Error None = Error.NotFound("contracts.no-letter");

    /// <summary>A death was reported: nothing about letters changes any more.</summary>
    internal static readonly Error Frozen = Error.Conflict("contracts.letters-frozen");

    /// <summary>Another letter was begun in between; begin again.</summary>
    internal static readonly Error Changed = Error.Conflict("contracts.letter-changed");

    /// <summary>Only the newest draft can be signed.</summary>
    internal static readonly Error NotNewest = Error.Conflict("contracts.letter-not-newest");

    internal static readonly Error SamePerson = Error.Unprocessable("contracts.beneficiary-twice");

    internal static readonly Error Oneself = Error.Unprocessable("contracts.beneficiary-is-member");

    /// <param name="sum">What the shares of the tier come to.</param>
    internal static Error SharesWrong(decimal sum) =>
        Error.Unprocessable("contracts.shares-not-100").With("sum", sum.ToString("0.00##", CultureInfo.InvariantCulture));

    internal static Error CountWrong(int most) =>
        Error.Unprocessable("contracts.beneficiaries-count").With("most", most.ToString(CultureInfo.InvariantCulture));
}
