namespace Serverless.Local.Demo.Retirement;

/// <summary>
/// A teacher retires: savings of half a year, a claim with a code of its own, a paper she forgot and is told of by text message, officers
/// of whom nobody does two parts, App killed while her payment is on its way, an account that the bank does not know, and in the end the
/// money, once. The timeline is read out at each turn.
/// </summary>
internal static class RetirementJourney
{
    internal static Journey Journey { get; } = new("Una docente se retira (a teacher retires)", "benefits-http", PlayAsync);

    private static Task PlayAsync(DemoSession demo) => PlayAsync(demo, RegisterFile.TeacherAt(SamplePersonLines.Next()));

    /// <param name="teacher">In the register already, and nobody's phone yet.</param>
    internal static async Task PlayAsync(DemoSession demo, RegisterTeacher teacher)
    {
        using var phone = new MemberPhone(teacher, demo, TimeProvider.System);
        var claim = new RetirementClaim(demo, phone);
        var office = new RetirementOffice(demo, claim);
        await demo.StepAsync($"{phone.Owner.GivenNames} activa su cuenta", phone.ActivateAsync);
        await demo.StepAsync("La planilla aportó por ella seis meses", () => SavingSteps.SaveAsync(demo, phone, 6));
        await demo.StepAsync("Escribe mal un número de su cuenta (CCI)", claim.MistypeAsync);
        await demo.StepAsync("Pide su retiro con un código que vale solo para ese pedido y esa cuenta", claim.RegisterAsync);
        await demo.StepAsync("Sube su DNI y su resolución, olvida su última boleta y entrega", claim.SubmitAsync);
        await claim.ReadTimelineAsync("observed");
        await demo.StepAsync("Sube la boleta", () => claim.UploadAsync("last-payslip"));
        await claim.ReadTimelineAsync("document-check");
        await demo.StepAsync("Irma, de la mesa, toma el caso y da por buenos los tres papeles", office.AcceptAsync);
        await demo.StepAsync("Irma calcula", office.CalculateAsync);
        await demo.StepAsync("Irma quiere aprobar lo que calculó", office.CalculatorApprovesAsync);
        await demo.StepAsync("Hugo, de la jefatura, revisa y aprueba", office.ApproveAsync);
        await demo.StepAsync("Matan el proceso de la App (kill -9) con el pago en camino", claim.KillAsync);
        await claim.ReadTimelineAsync("returned");
        await demo.StepAsync("Pone otra cuenta con un código para esa cuenta; el banco paga", claim.CorrectAsync);
        await claim.ReadTimelineAsync("closed");
        await demo.StepAsync("El banco pagó una vez y su cuenta del fondo quedó en cero", claim.CompareAsync);
    }
}
