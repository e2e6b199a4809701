using Serverless.App.Contracts.Messages.Templates;
using Serverless.App.Contracts.Templates;
using Serverless.Platform.Kernel;

namespace Serverless.App.Contracts.Messages;

/// <summary>Papers that bind nobody: drawn on the institution's paper, handed out and not kept.</summary>
internal sealed class PassingPapers(DocumentPaper paper, TimeProvider time)
{
    /// <returns>The PDF, <c>contracts.figures-do-not-add-up</c>, or <c>documents.unprintable-characters</c>.</returns>
    internal Result<byte[]> Draw(CreditSimulation simulation) =>
        SimulationTemplate.Compose(simulation).Then(draft => paper.DrawPassing(draft, time.GetUtcNow()));
}
