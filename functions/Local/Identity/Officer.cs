namespace Serverless.Local.Identity;

/// <summary>A staff member of the simulator: people who do not exist, with the roles a real directory would give.</summary>
internal sealed record Officer(string UserName, string Name, IReadOnlyList<string> Roles)
{
    /// <summary>One for each kind of work, and one who may do nothing.</summary>
    internal static IReadOnlyList<Officer> Samples { get; } =
    [
        new("ana.registro", "Ana Quispe (registro)", ["registrar"]),
        new("bruno.oficina", "Bruno Salas (oficina)", ["officer"]),
        new("berta.oficina", "Berta Núñez (oficina)", ["officer"]),
        new("lucia.legal", "Lucía Vera (legal)", ["counsel"]),
        new("diana.planilla", "Diana Huamán (planilla)", ["payroll-officer"]),
        new("elena.creditos", "Elena Paredes (créditos)", ["credit-officer", "credit-manager"]),
        new("felipe.creditos", "Felipe Ríos (créditos)", ["credit-officer", "credit-manager"]),
        new("elsa.tesoreria", "Elsa Paredes (tesorería)", ["treasurer"]),
        new("fabio.fondo", "Fabio Rojas (contador del fondo)", ["fund-accountant"]),
        new("flor.fondo", "Flor Medina (contadora del fondo)", ["fund-accountant"]),
        new("irma.beneficios", "Irma Soto (mesa de beneficios)", ["benefits-analyst"]),
        new("hugo.jefatura", "Hugo Lazo (jefatura de previsión)", ["benefits-approver"]),
        new("gloria.jefatura", "Gloria Tello (jefatura de previsión)", ["benefits-approver"]),
        new("gloria.identidad", "Gloria Vega (identidad)", ["identity-officer"]),
        new("hugo.identidad", "Hugo Salinas (identidad)", ["identity-officer"]),
        new("carla.sinrol", "Carla Rojas (sin rol)", []),
    ];

    internal static Officer? Named(string? userName) =>
        Samples.FirstOrDefault(officer => officer.UserName.Equals(userName, StringComparison.OrdinalIgnoreCase));
}
