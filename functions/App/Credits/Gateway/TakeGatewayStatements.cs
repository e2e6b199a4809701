using Serverless.Platform.Drop;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Partners;
using Serverless.Platform.Storage;
using Serverless.Platform.Tasks;

namespace Serverless.App.Credits.Gateway;

/// <summary>Daily control: the payment gateway's statement against our payments, both ways, when storage tells of a file and every few minutes.</summary>
internal sealed class TakeGatewayStatements(
    [FromKeyedServices(GatewayBook.Partner)] DropContainer drop,
    AggregateStore store,
    GatewayBook book,
    [FromKeyedServices(CreditsModule.Name)] TaskDesk desk,
    TimeProvider time
)
{
    private readonly PartnerStatements _statements = new(GatewayBook.Name, book, drop, store, desk, time);

    internal Task<MessageOutcome> LookAsync(CancellationToken cancellation) => _statements.LookAsync(cancellation);

    internal Task RunAsync(CancellationToken cancellation) => _statements.RunAsync(cancellation);
}
