namespace Serverless.Local.Cli;

/// <summary>Something the person at the keyboard can put right; the message is all that is shown.</summary>
internal sealed class LocalFailureException : Exception
{
    public LocalFailureException() { }

    public LocalFailureException(string message)
        : base(message) { }

    public LocalFailureException(string message, Exception cause)
        : base(message, cause) { }
}
