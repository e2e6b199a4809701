namespace Serverless.Platform.Face;

/// <summary>Who verifies: the chosen provider for new sessions, and whoever began an older one.</summary>
public sealed class FaceVerifiers
{
    /// <summary>The name of the provider that is always there.</summary>
    public const string OfficersName = ManualReviewVerifier.ProviderName;

    private readonly Dictionary<string, IFaceVerifier> _byName;

    /// <param name="verifiers">Each has a name of its own; officers are always among them.</param>
    /// <param name="chosen">The name of the provider for new sessions.</param>
    internal FaceVerifiers(IEnumerable<IFaceVerifier> verifiers, string chosen)
    {
        _byName = verifiers.ToDictionary(verifier => verifier.Name, StringComparer.Ordinal);
        Chosen = _byName[chosen];
    }

    public IFaceVerifier Chosen { get; }

    /// <summary>The way that is always open.</summary>
    public IFaceVerifier Officers => _byName[ManualReviewVerifier.ProviderName];

    /// <summary>Null when the provider was taken away since.</summary>
    public IFaceVerifier? Named(string name) => _byName.GetValueOrDefault(name);
}
