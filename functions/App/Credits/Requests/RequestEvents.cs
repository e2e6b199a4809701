using Serverless.Platform.Due;
using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Requests;

/// <summary>What happens to a request, in its chain and for this context's own queue.</summary>
internal static class RequestEvents
{
    internal static readonly EventKind<RequestMoved> Moved = new("credits.request-moved", CreditsJson.Default.RequestMoved);

    /// <summary>An attempt was refused: the audit trail says at which step and why.</summary>
    internal static readonly EventKind<RequestRefused> Refused = new("credits.request-refused", CreditsJson.Default.RequestRefused);

    /// <summary>Payroll and bureau are to be asked.</summary>
    internal static readonly EventKind<RequestDue> PrecheckDue = new("credits.precheck-due", CreditsJson.Default.RequestDue);

    /// <summary>The request's time may be over.</summary>
    internal static readonly EventKind<RequestDue> ExpiryDue = new("credits.request-expiry-due", CreditsJson.Default.RequestDue);

    /// <summary>It ended without money: its contract no longer holds.</summary>
    internal static readonly EventKind<RequestDue> Ended = new("credits.request-ended", CreditsJson.Default.RequestDue);

    /// <summary>A creditor's closing letter may be missing.</summary>
    internal static readonly EventKind<LetterDue> LetterDue = new("credits.closing-letter-due", CreditsJson.Default.LetterDue);

    /// <summary>The member was erased: nobody can read any more where the money would have gone.</summary>
    internal static readonly EventKind<RequestDue> Forgotten = new("credits.request-forgotten", CreditsJson.Default.RequestDue);

    /// <summary>It ran when its member was erased, and may have ended since.</summary>
    internal static readonly EventKind<RequestDue> ForgetDue = new("credits.request-forget-due", CreditsJson.Default.RequestDue);

    internal static DueWork ForgetAgain(string requestId, DateTimeOffset at)
    {
        var message = ForgetDue.With(new RequestDue(requestId));
        return new DueWork(at, CreditsModule.Queue, message.Type, message.Version, message.Data);
    }

    internal static DueWork Expiry(CreditRequest request)
    {
        var message = ExpiryDue.With(new RequestDue(request.Id));
        return new DueWork(request.ExpiresAt, CreditsModule.Queue, message.Type, message.Version, message.Data);
    }

    internal static DueWork Letter(string requestId, int line, DateTimeOffset at)
    {
        var message = LetterDue.With(new LetterDue(requestId, line));
        return new DueWork(at, CreditsModule.Queue, message.Type, message.Version, message.Data);
    }
}

internal sealed record RequestDue(string RequestId);

/// <param name="Attempt">What was tried.</param>
/// <param name="Code">Why it was refused.</param>
internal sealed record RequestRefused(string RequestId, string Attempt, string Status, string Code);

internal sealed record LetterDue(string RequestId, int Line);
