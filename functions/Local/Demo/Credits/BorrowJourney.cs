namespace Serverless.Local.Demo.Credits;

/// <summary>From an offer to an open loan in one sitting; App is killed in the middle, and the money leaves once.</summary>
internal static class BorrowJourney
{
    /// <summary>What the sitting may cost on the wire, without photos , both ways.</summary>
    private const long Budget = 120 * 1024;

    /// <summary>The step after which App is killed: the contract is signed and the money is on its way.</summary>
    private const int KilledAfter = 7;

    internal static Journey Journey { get; } = new("Una docente toma su oferta (a teacher takes her offer)", "credits-http", PlayAsync);

    private static async Task PlayAsync(DemoSession demo)
    {
        using var phone = new MemberPhone(RegisterFile.TeacherAt(SamplePersonLines.Next()), demo, TimeProvider.System);
        var borrowing = new Borrowing(demo, phone);
        foreach (var step in borrowing.Before)
        {
            await demo.StepAsync(step.Sentence, step.DoAsync);
        }

        var (bytes, requests) = (phone.Wire.Bytes, phone.Wire.Requests);
        foreach (var (step, number) in borrowing.Steps.Select((step, at) => (step, at + 1)))
        {
            await demo.StepAsync(step.Sentence, step.DoAsync);
            if (number == KilledAfter)
            {
                demo.KillApp();
                demo.Say("☠  kill -9 a App, con el dinero por salir; el anfitrión la arranca otra vez");
            }
        }

        await demo.StepAsync(
            "What the sitting cost on the wire",
            () =>
            {
                (bytes, requests) = (phone.Wire.Bytes - bytes, phone.Wire.Requests - requests);
                DemoSession.Expect(bytes <= Budget, $"{bytes} bytes is more than {Budget}");
                return Task.FromResult($"{bytes / 1024.0:0.0} KiB in {requests} requests, 120 allowed");
            }
        );
    }
}
