namespace Serverless.Platform.Messaging.Receiving;

/// <summary>Makes the host deliver again: it takes any answer but 2xx for a failed try, and an exception is how an endpoint gives one.</summary>
internal sealed class MessageRetryException(string code) : Exception(code);
