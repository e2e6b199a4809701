namespace Serverless.Local.Demo;

/// <summary>Payroll's part of the journey: the discount is asked for, withheld, and the affiliation is active.</summary>
internal static class PayrollSteps
{
    internal static Task PlayAsync(DemoSession demo, MemberPhone phone) =>
        demo.StepAsync("Su planilla tiene el pedido", () => MemberJourney.HomeAsync(phone));
}
