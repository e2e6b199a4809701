namespace Serverless.Platform.Tokens;

/// <summary>A device that has just proved that it holds its private key.</summary>
/// <param name="Thumbprint">RFC 7638 SHA-256 thumbprint of the public key, base64url: the device's name everywhere.</param>
/// <param name="ProofId">The proof's own id; the same id is the same proof.</param>
public sealed record DeviceProof(string Thumbprint, string ProofId);
