namespace Serverless.App.Benefits.Claims;

/// <summary>The paper that says what was approved and who is paid (resolución de beneficio).</summary>
/// <param name="Number">As people cite it.</param>
/// <param name="DocumentId">Of Contracts; null when it could not be drawn, which is a task of the unit's head and holds no money up.</param>
/// <param name="VerifyCode">What anybody checks it by.</param>
internal sealed record ClaimResolution(string Number, string? DocumentId, string? VerifyCode);
