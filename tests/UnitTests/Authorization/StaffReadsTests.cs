using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Serverless.App.Membership.Members;
using Serverless.App.Membership.Messages;
using Serverless.UnitTests.Architecture;

namespace Serverless.UnitTests.Authorization;

/// <summary>
/// Every staff read of a member is an event: a back-office route that answers something and never reaches the record of looks fails here,
/// unless it is written down below that no single member can be seen through it.
/// </summary>
public sealed class StaffReadsTests
{
    /// <summary>Names of routes that show files, counts and tasks with ids only.</summary>
    private static readonly string[] NobodyIsSeen =
    [
        "GetRegisterImport",
        "GetRegisterReport",
        "GetDigitalAccess",
        "GetAcquisitionReport",
        "GetTripReport",
        "ListSecurityIncidents",
        "GetSecurityIncident",
        "GetOutgoingFile",
        "ListOutgoingFiles",
        "ListPayrollTasks",
        "ListClaimWork",
        "ListClaimants",
        "GetIncidents",
        "ListFaceReviews",
        "ListBenefitsTasks",
        "ListFundTasks",
        "ListMembershipTasks",
        "ListPaymentsTasks",
        "ListCreditsTasks",
        "GetJournal",
        "GetOfferFile",
        "GetJournalEntries",
        "GetCatalogue",
        "GetTaxUnits",
        "GetPortfolio",
    ];

    private static readonly IReadOnlyList<(string Name, Type Slice)> Reads =
    [
        .. BuiltApp
            .Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText!.Contains("/backoffice/", StringComparison.Ordinal))
            .Where(route => route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Contains("GET"))
            .Select(route => (Name(route), StaffReads.SliceOf(route))),
    ];

    [Fact]
    public void Every_back_office_read_of_a_member_reaches_the_record_of_looks()
    {
        var unrecorded = Reads.Where(read => !NobodyIsSeen.Contains(read.Name) && !StaffReads.Records(read.Slice));

        Assert.NotEmpty(Reads);
        Assert.Equal(
            "",
            string.Join(
                '\n',
                unrecorded.Select(read => $"{read.Name}: record the look with Membership.Messages.MemberAccess before the answer")
            )
        );
    }

    [Fact]
    public void Read_that_records_nothing_is_found()
    {
        Assert.True(StaffReads.Records(typeof(FindMember)));
        Assert.True(StaffReads.Records(typeof(ThroughAnother)));
        Assert.False(StaffReads.Records(typeof(Forgets)));
    }

    private static string Name(RouteEndpoint route) => route.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName;

    private sealed class Forgets(MemberStore members)
    {
        internal string Read() => members.ToString()!;
    }

    private sealed class ThroughAnother(MemberAccess access)
    {
        internal string Read() => access.ToString()!;
    }
}

/// <summary>Finds out whether a slice can reach the record of looks through types of its own context.</summary>
internal static class StaffReads
{
    internal static Type SliceOf(RouteEndpoint route)
    {
        var type = route.Metadata.GetMetadata<MethodInfo>()!.DeclaringType!;
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type;
    }

    internal static bool Records(Type slice) =>
        SensitiveSlices.Reaches(slice, typeof(MemberViews))
        || SensitiveSlices.Reaches(slice, typeof(MemberAccess))
        || TypeDependencies.Of(slice).OfType<Type>().Any(IsLook);

    /// <summary>An event of the slice's own context that says that somebody looked.</summary>
    private static bool IsLook(Type type) =>
        type.Name.EndsWith("Viewed", StringComparison.Ordinal) || type.Name.EndsWith("Seen", StringComparison.Ordinal);
}
