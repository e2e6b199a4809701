using Serverless.App.Identity.Accounts;
using Serverless.App.Identity.Codes;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Attempts;

namespace Serverless.App.Identity.Sending.Channels;

/// <summary>A way by which a code reaches its phone.</summary>
internal interface ICodeChannel
{
    OtpChannel Channel { get; }

    /// <summary>Asks the vendor; its failure is an answer, never an exception (decision 19).</summary>
    /// <param name="attempt">Its operation id goes along, so that asking twice sends one code.</param>
    Task<VendorAnswer> SendAsync(
        Account account,
        OtpChallenge challenge,
        MobileNumber phone,
        Attempt attempt,
        CancellationToken cancellation
    );
}
