using System.Collections.Immutable;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Affiliations;

/// <summary>Who may join, and under which terms, on a day: the board's tables applied to one member.</summary>
internal sealed class JoiningRules(EffectiveDated<AffiliationTerms> terms, ServicesByKind services)
{
    internal Result<Affiliation> Start(
        Affiliation current,
        string kind,
        Acquisition acquisition,
        ImmutableArray<ConsentGiven> consents,
        DateTimeOffset now
    )
    {
        var today = LimaTime.DateOf(now);
        return services
            .Check(ServicesByKind.Affiliation, kind, today)
            .Then(_ => terms.At(today))
            .Then(inForce => AffiliationRules.Start(current, acquisition, consents, inForce, now));
    }

    /// <summary>Payroll refused; the time to correct it is that of the terms of today.</summary>
    internal Result<Affiliation> RejectByPayroll(Affiliation current, string reason, DateTimeOffset now) =>
        terms.At(LimaTime.DateOf(now)).Then(inForce => AffiliationRules.RejectByPayroll(current, reason, inForce, now));

    /// <summary>The kind still has to be admitted when payroll is asked.</summary>
    internal Result<Done> CheckKind(string kind, DateTimeOffset now) =>
        services.Check(ServicesByKind.Affiliation, kind, LimaTime.DateOf(now));
}
