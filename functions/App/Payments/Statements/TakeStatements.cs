using Serverless.Platform.Drop;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Partners;
using Serverless.Platform.Storage;
using Serverless.Platform.Tasks;

namespace Serverless.App.Payments.Statements;

/// <summary>Daily control: the bank's statement against our orders, both ways, when storage tells of a file and every few minutes.</summary>
internal sealed class TakeStatements(
    [FromKeyedServices(PaymentsModule.Partner)] DropContainer drop,
    AggregateStore store,
    BankBook book,
    [FromKeyedServices(PaymentsModule.Name)] TaskDesk desk,
    TimeProvider time
)
{
    private readonly PartnerStatements _statements = new(BankBook.Name, book, drop, store, desk, time);

    internal Task<MessageOutcome> LookAsync(CancellationToken cancellation) => _statements.LookAsync(cancellation);

    internal Task RunAsync(CancellationToken cancellation) => _statements.RunAsync(cancellation);
}
