namespace Serverless.Durable.Execution;

/// <summary>History and code disagree about a step: the code changed under a running instance, or it is not deterministic.</summary>
internal sealed class NonDeterminismException(int id, string history, string code)
    : InvalidOperationException(
        $"Step {id}: history has {history}, the code has {code}. Code that changes its steps needs a new version; running instances keep the old one."
    );
