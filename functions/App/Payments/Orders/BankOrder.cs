namespace Serverless.App.Payments.Orders;

/// <summary>How far an order is.</summary>
internal enum BankOrderStatus
{
    /// <summary>To be sent to the bank.</summary>
    Registered,

    /// <summary>The bank has it and will say what became of it.</summary>
    Sent,

    Paid,
    Rejected,
}

/// <summary>One instruction to the bank. Payee, document and account are in the encrypted row beside it.</summary>
/// <param name="Fingerprint">Keyed hash of the personal row: tells the same wish from another under the same number.</param>
internal sealed record BankOrder(
    string Id,
    string Source,
    string SourceId,
    int Attempt,
    long AmountCentimos,
    string Concept,
    DateTimeOffset RegisteredAt,
    string Fingerprint
)
{
    public BankOrderStatus Status { get; init; } = BankOrderStatus.Registered;

    /// <summary>The bank's own name for it.</summary>
    public string? BankReference { get; init; }

    /// <summary>Why it was rejected.</summary>
    public string? Reason { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When the bank says that it paid or rejected.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>Day in Lima of the bank statement that shows it; null until one does.</summary>
    public DateOnly? StatementDay { get; init; }
}

/// <summary>The personal row <c>payee</c> of an order.</summary>
internal sealed record Payee(string Document, string Name, string Cci);

/// <summary>An order moved; for our own queue.</summary>
internal sealed record BankOrderMoved(string OrderId);
