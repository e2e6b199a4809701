namespace Serverless.App.Contracts.Messages.Templates;

/// <summary>
/// The figures of one document, made by the context that owns them: the same objects that its routes answer, so that paper and screen
/// cannot differ. The member's name and document are added when it is drawn.
/// </summary>
internal abstract record DocumentData
{
    /// <summary>One of <see cref="DocumentKinds"/>.</summary>
    internal abstract string Kind { get; }
}
