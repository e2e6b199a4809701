using System.Globalization;
using Serverless.App.Identity.Codes;

namespace Serverless.App.Identity.Sending;

/// <summary>The vendor's tag of a code's text message, which comes back in the delivery report: <c>otp|challenge|resends</c>.</summary>
internal static class CodeTag
{
    private const string Kind = "otp";

    internal static string Of(OtpChallenge challenge) =>
        string.Create(CultureInfo.InvariantCulture, $"{Kind}|{challenge.Id}|{challenge.Resends}");

    /// <summary>Null for the tag of something else.</summary>
    internal static (string ChallengeId, int Resends)? Read(string? tag) =>
        tag?.Split('|') is [Kind, { Length: 36 } id, var resends]
        && int.TryParse(resends, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (id, number)
            : null;
}
