using System.Collections.Immutable;
using Serverless.App.Identity.Calls;

namespace Serverless.App.Identity.Codes;

/// <summary>How far a one-time code has come (domain.md section 5.1, OtpChallenge).</summary>
internal enum OtpState
{
    Issued,
    Verified,
    Superseded,
}

/// <summary>What the phone network has said about the message that carried the code.</summary>
internal enum OtpDelivery
{
    Pending,
    Sent,
    Delivered,
    Undelivered,
}

/// <summary>How a code reaches its phone. Both go to the number itself; e-mail carries notices and never a code (NIST SP 800-63B, 5.1.3.1).</summary>
internal enum OtpChannel
{
    Sms,

    /// <summary>A call that says the digits: for who cannot read a text, and where texts do not arrive.</summary>
    Voice,
}

/// <summary>Which of a member's phones a code goes to.</summary>
internal enum OtpTarget
{
    Phone,

    /// <summary>The number that the member is about to change to: only a code to itself proves it.</summary>
    ProposedPhone,

    /// <summary>The number that somebody who lost theirs wants to come back with; the face is still to be shown.</summary>
    NewPhone,
}

/// <summary>
/// A one-time code that was asked for one operation. The code itself is never here: it follows from the id, the resend count and the
/// operation hash under a key outside storage (decision 23).
/// </summary>
/// <param name="Id">Random-looking and public.</param>
/// <param name="AccountId">Whose phone it goes to.</param>
/// <param name="Operation">The act it authorises, for example <c>membership.confirm-affiliation</c>.</param>
/// <param name="OperationHash">Hash of everything that act is bound to: subject, amount, document; base64url.</param>
/// <param name="Device">Thumbprint of the device that asked.</param>
/// <param name="IssuedAt">UTC; the life of the code counts from the last resend.</param>
internal sealed record OtpChallenge(
    string Id,
    string AccountId,
    string Operation,
    string OperationHash,
    string Device,
    DateTimeOffset IssuedAt
)
{
    public OtpState State { get; init; } = OtpState.Issued;

    /// <summary>The officer at whose desk the member sits; null when the member asks alone.</summary>
    public string? PreparedBy { get; init; }

    public OtpDelivery Delivery { get; init; } = OtpDelivery.Pending;

    /// <summary>Guesses paid for. An attempt is spent by a commit before anything is compared.</summary>
    public int AttemptsSpent { get; init; }

    /// <summary>How often it was sent again; each time is another code.</summary>
    public int Resends { get; init; }

    /// <summary>When the current code was asked for, UTC.</summary>
    public DateTimeOffset SentAt { get; init; } = IssuedAt;

    /// <summary>The command that showed the right code: its repetition is told the same (decision 13).</summary>
    public string? VerifiedBy { get; init; }

    /// <summary>UTC; belongs into the evidence of what was confirmed.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>Where the code went, masked to the last three digits.</summary>
    public string? PhoneMasked { get; init; }

    public OtpTarget Target { get; init; }

    /// <summary>With <see cref="OtpTarget.NewPhone"/>: the way back that the number was given for.</summary>
    public string? Recovery { get; init; }

    public OtpChannel Channel { get; init; }

    /// <summary>The call that says the code, once the vendor has told of it.</summary>
    public PhoneCall? Call { get; init; }

    /// <summary>What the text says of the act besides its name: made from the parts that the hash is made of.</summary>
    public string? Subject { get; init; }

    /// <summary>Proofs that have paid for a guess: a proof that was seen on the wire buys no second one.</summary>
    public ImmutableArray<string> Proofs { get; init; } = [];
}
