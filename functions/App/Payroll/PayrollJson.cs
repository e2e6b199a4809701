using System.Text.Json.Serialization;
using Serverless.App.Payroll.Incoming;
using Serverless.App.Payroll.Messages;
using Serverless.App.Payroll.Outgoing;
using Serverless.App.Payroll.Requests;
using Serverless.App.Payroll.Tasks;
using Serverless.Platform.Hosting;

namespace Serverless.App.Payroll;

/// <summary>The JSON shapes that this context stores, publishes and answers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(DiscountRequest))]
[JsonSerializable(typeof(DiscountMoved))]
[JsonSerializable(typeof(DiscountApplied))]
[JsonSerializable(typeof(DiscountRejected))]
[JsonSerializable(typeof(OutgoingFile))]
[JsonSerializable(typeof(UgelDesk))]
[JsonSerializable(typeof(OutgoingFileMoved))]
[JsonSerializable(typeof(OutgoingOrder))]
[JsonSerializable(typeof(OutgoingFileView))]
[JsonSerializable(typeof(Page<OutgoingFileView>), TypeInfoPropertyName = "OutgoingFilePage")]
[JsonSerializable(typeof(IncomingFile))]
[JsonSerializable(typeof(IncomingFileMoved))]
[JsonSerializable(typeof(FileArrived))]
[JsonSerializable(typeof(PayrollTask))]
[JsonSerializable(typeof(PayrollTaskMoved))]
[JsonSerializable(typeof(PayrollTaskView))]
[JsonSerializable(typeof(Page<PayrollTaskView>), TypeInfoPropertyName = "PayrollTaskPage")]
[JsonSerializable(typeof(TaskResolution))]
internal sealed partial class PayrollJson : JsonSerializerContext;
