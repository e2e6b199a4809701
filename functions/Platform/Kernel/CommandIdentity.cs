namespace Serverless.Platform.Kernel;

/// <summary>
/// What makes a command the same command when it arrives twice (decision 13): the same principal, route and Idempotency-Key.
/// Messages and activities have one too, derived from the message id or the business key.
/// </summary>
/// <param name="CommandId">Base64url hash of principal, route and key; the commit marker's name (decision 10).</param>
/// <param name="Key">Idempotency-Key as the caller sent it, message id, or business key.</param>
/// <param name="BodyHash">SHA-256 of the request body, hex; the same key with another body is refused with 422.</param>
public sealed record CommandIdentity(string CommandId, string Key, string BodyHash);
