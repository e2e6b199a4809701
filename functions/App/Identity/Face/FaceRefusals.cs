using Serverless.Platform.Kernel;

namespace Serverless.App.Identity.Face;

/// <summary>Why a face is not checked or not taken. Each text names the way that is left: another try, an office, a call.</summary>
internal static class FaceRefusals
{
    internal static readonly Error Needed = Error.Forbidden("identity.face-needed");
}
