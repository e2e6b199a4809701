using Serverless.Platform.Drop;
using Serverless.Platform.Hosting.Triggers;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Fund.Contributions;

/// <summary>The part of the fund's module that contributions need.</summary>
internal static class ContributionModule
{
    internal static readonly IReadOnlyList<Route> Routes = [new(ContributionFileStore.SliceDue.Type, FundModule.JobQueue)];

    internal static IServiceCollection AddContributions(this IServiceCollection services) =>
        services
            .AddDropContainer(FundModule.Partner)
            .AddSingleton<WhenDiscountApplied>()
            .AddSingleton<ContributionFileStore>()
            .AddSingleton<TakeContributions>()
            .AddSingleton<PostLine>()
            .AddSingleton<ContributionSlice>()
            .AddSingleton<PostContributions>()
            .AddSingleton<CompareFile>();

    internal static void MapContributions(this IEndpointRouteBuilder functions)
    {
        functions.MapQueue($"{FundModule.Partner}-files", files => files.OnContributionFiles());
        functions.MapTimer<TakeContributions>("fund-sweep", (files, tick, cancellation) => files.SweepAsync(tick, cancellation));
    }

    internal static QueueHandlers OnContributionFiles(this QueueHandlers files) =>
        files.On<TakeContributions, ContributionsArrived>(
            TakeContributions.Arrived,
            (take, arrived, context, c) => take.HandleAsync(arrived, context, c)
        );

    internal static QueueHandlers OnContributionJobs(this QueueHandlers bulk) =>
        bulk.On<PostContributions, ContributionFileMoved>(
                ContributionFileStore.SliceDue.Message,
                (job, wake, context, c) => job.ContinueAsync(wake, context, c)
            )
            .On<PostContributions, ContributionFileMoved>(
                ContributionFileStore.WatchDue.Message,
                (job, set, context, c) => job.WatchAsync(set, context, c)
            );
}
