namespace Serverless.Platform.Authentication;

/// <summary>Section <c>Staff</c>: the OIDC issuer that staff sign in with; Entra in Azure, a simulator on a laptop, one code for both.</summary>
public sealed class StaffOptions
{
    public const string Section = "Staff";

    /// <summary>The issuer; its discovery document is at <c>{Authority}/.well-known/openid-configuration</c>.</summary>
    public Uri? Authority { get; set; }

    /// <summary>Who the token must be for: this app's registration.</summary>
    public string Audience { get; set; } = "";

    /// <summary>Claim that lists the roles.</summary>
    public string RolesClaim { get; set; } = "roles";
}
