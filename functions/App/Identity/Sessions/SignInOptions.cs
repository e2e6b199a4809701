namespace Serverless.App.Identity.Sessions;

/// <summary>Section <c>SignIn</c>: how long a sign-in lasts.</summary>
internal sealed class SignInOptions
{
    internal const string Section = "SignIn";

    /// <summary>From the sign-in; refreshing does not lengthen it.</summary>
    public TimeSpan Life { get; set; } = TimeSpan.FromDays(30);
}
