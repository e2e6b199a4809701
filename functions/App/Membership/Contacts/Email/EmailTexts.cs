namespace Serverless.App.Membership.Contacts.Email;

/// <summary>What the fund's letters say. They hold no personal data and no link: a link in a letter is what thieves send. Pure.</summary>
internal static class EmailTexts
{
    private const string Signature = "\n\nMutual Magisterial\nNunca te pediremos claves ni códigos por correo.";

    internal const string CodeSubject = "Prueba tu correo";
    internal const string ReplacedSubject = "Tu correo cambió";
    internal const string PhoneSubject = "Tu celular cambió";

    internal const string Replaced =
        "Tus avisos van desde ahora a otro correo. Si no fuiste tú, ve hoy a una oficina con tu DNI." + Signature;

    internal const string PhoneChanged =
        "El celular de tu cuenta cambió. Si fuiste tú, no hagas nada. Si no fuiste tú, ve hoy a una oficina con tu DNI." + Signature;

    internal static string Code(string code) =>
        $"Tu código es {code}. Escríbelo en la app, en la parte «Tu correo». Vale media hora.\n"
        + "Este código solo prueba que el correo es tuyo. Si no lo pediste, no hagas nada."
        + Signature;
}
