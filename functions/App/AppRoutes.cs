using Serverless.App.Benefits;
using Serverless.App.Contracts;
using Serverless.App.Credits;
using Serverless.App.Fund;
using Serverless.App.Identity;
using Serverless.App.Membership;
using Serverless.App.Orchestrations;
using Serverless.App.Payments;
using Serverless.App.Payroll;
using Serverless.Platform.Messaging;

namespace Serverless.App;

/// <summary>Which queue each published event goes to, context by context; a snapshot keeps it (decision 18).</summary>
internal static class AppRoutes
{
    internal static readonly RoutingTable Table = new(
        new[]
        {
            ContractsModule.Routes,
            CreditsModule.Routes,
            BenefitsModule.Routes,
            FundModule.Routes,
            IdentityModule.Routes,
            MembershipModule.Routes,
            OrchestrationsModule.Routes,
            PaymentsModule.Routes,
            PayrollModule.Routes,
        }
            .SelectMany(routes => routes)
            .GroupBy(route => route.Type, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                IReadOnlyList<string> (group) =>
                    [.. group.Select(route => route.Queue).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                StringComparer.Ordinal
            )
    );
}

/// <summary>One subscription: messages of this type go to this queue.</summary>
internal readonly record struct Route(string Type, string Queue);
