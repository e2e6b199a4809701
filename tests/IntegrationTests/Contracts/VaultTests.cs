using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.App.Contracts.Documents;
using Serverless.App.Contracts.Messages;
using Serverless.App.Contracts.Vault;
using Serverless.Platform.Hosting.Triggers;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Storage;
using Serverless.TestKit.Contracts;

namespace Serverless.IntegrationTests.Contracts;

/// <summary>The vault by night and at the end of a document's time: what was changed is found, what a court wants kept is kept.</summary>
public sealed class VaultTests
{
    /// <summary>A night looks at a sixteenth of the shelves; that this many miss one of them happens once in ten billion runs.</summary>
    private const int Nights = 400;

    [Fact]
    public async Task D09_nightly_job_finds_a_changed_file_raises_the_alarm_once_and_leaves_sound_ones_alone()
    {
        await using var teacher = await SigningTeacher.SignInAsync();
        var changed = await SealedAsync(teacher, "cna-1");
        var sound = await SealedAsync(teacher, "cna-2");
        await teacher.TamperAsync(changed.Sealed!, content => [.. content[..300], (byte)(content[300] ^ 1), .. content[301..]]);
        var alarm = new Alarm();
        var job = JobOf(teacher, alarm);

        for (var night = 0; night < Nights && (await teacher.DocumentAsync(changed.Id)).TamperedAt is null; night++)
        {
            await job.RunAsync(new TimerTick(false, null, null), default);
        }

        Assert.NotNull((await teacher.DocumentAsync(changed.Id)).TamperedAt);
        Assert.Null((await teacher.DocumentAsync(sound.Id)).TamperedAt);
        Assert.Contains(changed.Id, Assert.Single(alarm.Critical), StringComparison.Ordinal);
        var events = await teacher.Service<AggregateStore>().ReadEventsAsync(DocumentStore.Kind, changed.Id, 0, 20, default);
        Assert.Single(events, happened => happened.Type == VaultInspection.Tampered.Type);
    }

    [Fact]
    public async Task Held_document_outlives_its_time_is_asked_again_in_a_year_and_goes_once_the_hold_is_lifted()
    {
        await using var teacher = await SigningTeacher.SignInAsync();
        var document = await SealedAsync(teacher, "cna-1");
        var hold = teacher.Service<HoldDocument>();
        await hold.ChangeAsync(document.Id, new HoldRequest("EXP-2026-77"), "lucia", Command("hold"), default);
        teacher.Clock.SetUtcNow(document.RetainUntil.AddDays(1));

        await EndAsync(teacher, document, document.RetainUntil, "end-1");
        var held = await ReadAsync(teacher, document);
        await hold.ChangeAsync(document.Id, new HoldRequest(null), "lucia", Command("lift"), default);
        teacher.Clock.SetUtcNow(document.RetainUntil.AddYears(1).AddDays(1));
        await EndAsync(teacher, document, document.RetainUntil.AddYears(1), "end-2");
        await EndAsync(teacher, document, document.RetainUntil.AddYears(1), "end-2");
        var gone = await ReadAsync(teacher, document);

        Assert.True(held.IsSuccess);
        Assert.Equal("contracts.document-tampered", gone.Error?.Code);
        var after = await teacher.DocumentAsync(document.Id);
        Assert.NotNull(after.RemovedAt);
        Assert.True(await teacher.Service<VaultInspection>().IsSoundAsync(after, default));
        Assert.Equal("contracts.document-not-found", (await LinkAsync(teacher, document)).Error?.Code);
    }

    [Fact]
    public async Task Document_in_its_time_is_not_deleted_by_a_message_that_comes_early()
    {
        await using var teacher = await SigningTeacher.SignInAsync();
        var document = await SealedAsync(teacher, "cna-1");

        await EndAsync(teacher, document, teacher.Clock.GetUtcNow(), "early");
        var vault = await teacher.Service<DocumentFiles>().DeleteAsync(document.Sealed!, default);

        Assert.True((await ReadAsync(teacher, document)).IsSuccess);
        Assert.Null((await teacher.DocumentAsync(document.Id)).RemovedAt);
        Assert.Equal("platform.document-retained", vault.Error?.Code);
    }

    private static async Task<ContractDocument> SealedAsync(SigningTeacher teacher, string subject)
    {
        var wanted = new IssueDocument(teacher.MemberId, subject, SamplePapers.NoDebt);
        var issued = (await teacher.Service<ContractDocuments>().IssueAsync(wanted, default)).Value;
        await teacher.PumpAsync();
        var document = await teacher.DocumentAsync(issued.DocumentId);
        Assert.Equal(DocumentStatus.Sealed, document.Status);
        return document;
    }

    private static CheckVault JobOf(SigningTeacher teacher, Alarm alarm)
    {
        var inspection = new VaultInspection(teacher.Service<DocumentStore>(), teacher.Service<DocumentFiles>(), teacher.Clock, alarm);
        return new CheckVault(teacher.Service<DocumentStore>(), inspection, NullLogger<CheckVault>.Instance);
    }

    private static async Task EndAsync(SigningTeacher teacher, ContractDocument document, DateTimeOffset at, string message)
    {
        var context = new MessageContext(new IncomingMessage(message, "t", "/contracts", at, 1, default), "contracts-events", 1);
        var ended = new DocumentTermEnded(document.Id, at);
        var outcome = await teacher.Service<EndDocumentTerms>().EndRetentionAsync(ended, context, default);
        Assert.Equal(MessageOutcome.Done, outcome);
    }

    private static Task<Result<byte[]>> ReadAsync(SigningTeacher teacher, ContractDocument document) =>
        teacher.Service<DocumentFiles>().ReadAsync(document.Sealed!, default);

    private static Task<Result<DocumentLink>> LinkAsync(SigningTeacher teacher, ContractDocument document) =>
        teacher.Service<DownloadDocument>().LinkAsync(document.Id, teacher.MemberId, default);

    private static CommandIdentity Command(string key) => new(key, key, "");

    private sealed class Alarm : ILogger<VaultInspection>
    {
        internal ConcurrentBag<string> Critical { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (logLevel == LogLevel.Critical)
            {
                Critical.Add(formatter(state, exception));
            }
        }
    }
}
