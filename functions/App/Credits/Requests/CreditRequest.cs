using System.Collections.Immutable;
using Serverless.App.Credits.Loans;
using Serverless.App.Credits.Products;
using Serverless.Platform.Authorization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Requests;

/// <summary>Where the payment of one bought debt stands (row D18).</summary>
internal enum LineStatus
{
    Pending,
    Paid,

    /// <summary>The creditor's letter says that nothing is owed there.</summary>
    ClosureLetterReceived,

    /// <summary>The letter did not come in time; an officer asks for it.</summary>
    Overdue,
}

/// <summary>A debt with another lender that the credit pays. The account is in the encrypted row.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Entity">The lender, by its code.</param>
internal sealed record PurchaseLine(int Number, string Entity, Money Balance)
{
    public LineStatus Status { get; init; }

    /// <summary>How often the bank was asked; the number of the payment order.</summary>
    public int Attempt { get; init; } = 1;

    public DateOnly? PaidOn { get; init; }

    /// <summary>SHA-256 of the letter, lower-case hex.</summary>
    public string? LetterSha256 { get; init; }
}

/// <summary>A reason with the values that its text names; never personal data.</summary>
internal sealed record DeclineReason(string Code)
{
    public ImmutableDictionary<string, string> Arguments { get; init; } = ImmutableDictionary<string, string>.Empty;
}

/// <summary>What was accepted and signed.</summary>
/// <param name="Hash">Of the summary sheet.</param>
/// <param name="DocumentId">The contract.</param>
/// <param name="DocumentSha256">Of the very bytes that are signed.</param>
internal sealed record AcceptedTerms(AgreedTerms Terms, string Hash, string DocumentId, string DocumentSha256)
{
    public DateTimeOffset? SignedAt { get; init; }
}

/// <summary>Where the money goes and how far it is.</summary>
/// <param name="ToMember">What reaches the member's account: the credit less charges, bought debts and the loan that it closes.</param>
/// <param name="ClosesOld">What pays the old loan off, as of <paramref name="On"/>; zero without a top-up.</param>
/// <param name="On">The day the payroll was asked again and the payments were ordered.</param>
internal sealed record Payout(Money ToMember, Money ClosesOld, DateOnly On)
{
    public DateOnly? PaidOn { get; init; }
}

/// <summary>A loan that is being asked for (solicitud de crédito), from first figures to open loan.</summary>
internal sealed record CreditRequest(string Id, string MemberId)
{
    public RequestStatus Status { get; init; }

    /// <summary>When the current step was reached, UTC.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>When it ends unless money is on its way, UTC.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    public string Product { get; init; } = "";

    /// <summary>The version it was asked under, and stays under.</summary>
    public string ProductVersion { get; init; } = "";

    public required CreditWish Wish { get; init; }

    public string Channel { get; init; } = "app";

    public string? OfferId { get; init; }

    public string? TopUpLoanId { get; init; }

    public ImmutableArray<PurchaseLine> Lines { get; init; } = [];

    /// <summary>The payroll unit at the last check.</summary>
    public string Ugel { get; init; } = "";

    /// <summary>The highest instalment that payroll has room for, at the last check.</summary>
    public Money? Capacity { get; init; }

    public ImmutableArray<DeclineReason> Reasons { get; init; } = [];

    /// <summary>A person has looked at it.</summary>
    public bool Reviewed { get; init; }

    /// <summary>The member was erased while it ran: when it is looked at again.</summary>
    public DateTimeOffset? ForgetLookAt { get; init; }

    public AcceptedTerms? Accepted { get; init; }

    public Payout? Payout { get; init; }

    /// <summary>How often money was sent on its way; names the orchestration's instance.</summary>
    public int Round { get; init; }

    /// <summary>How often the bank was asked to pay the member.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Why the bank refused.</summary>
    public string? PaymentReason { get; init; }

    /// <summary>Who had which part; nobody has two (domain.md §5.2 rule 4).</summary>
    public ImmutableArray<Duty> Duties { get; init; } = [];

    public string? LoanId { get; init; }

    internal Money Bought => Money.Sum(Lines.Select(line => line.Balance));
}

/// <summary>The personal row of a request: accounts by purchase line, 0 for the member's own.</summary>
internal sealed record PayeeAccounts(ImmutableDictionary<int, string> Ccis);
