using System.Text.Json.Serialization;
using Serverless.App.Membership.Access;
using Serverless.App.Membership.Affiliations;
using Serverless.App.Membership.Affiliations.Answers;
using Serverless.App.Membership.Affiliations.Papers;
using Serverless.App.Membership.Consents;
using Serverless.App.Membership.Consents.Standing;
using Serverless.App.Membership.Contacts;
using Serverless.App.Membership.Contacts.Binding;
using Serverless.App.Membership.Contacts.Email;
using Serverless.App.Membership.Home;
using Serverless.App.Membership.Incidents;
using Serverless.App.Membership.Members;
using Serverless.App.Membership.Messages;
using Serverless.App.Membership.Register;
using Serverless.App.Membership.Reports;
using Serverless.App.Membership.Rights;
using Serverless.App.Membership.Rights.Export;
using Serverless.App.Membership.Rights.Requests;
using Serverless.Platform.Hosting;

namespace Serverless.App.Membership;

/// <summary>The JSON shapes that this context stores, publishes and answers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(Member))]
[JsonSerializable(typeof(RegisterPerson))]
[JsonSerializable(typeof(MemberRegistered))]
[JsonSerializable(typeof(MemberViewed))]
[JsonSerializable(typeof(MemberFound))]
[JsonSerializable(typeof(RegisterImport))]
[JsonSerializable(typeof(RegisterImportOpened))]
[JsonSerializable(typeof(RegisterImportMoved))]
[JsonSerializable(typeof(RegisterFile))]
[JsonSerializable(typeof(RegisterImportView))]
[JsonSerializable(typeof(AffiliationSentToPayroll))]
[JsonSerializable(typeof(AffiliationActivated))]
[JsonSerializable(typeof(AffiliationRejected))]
[JsonSerializable(typeof(AffiliationEnded))]
[JsonSerializable(typeof(PhoneChanged))]
[JsonSerializable(typeof(PhoneRecovered))]
[JsonSerializable(typeof(ErasureGranted))]
[JsonSerializable(typeof(AcquisitionMonth))]
[JsonSerializable(typeof(TripMonth))]
[JsonSerializable(typeof(TripReport))]
[JsonSerializable(typeof(AcquisitionReport))]
[JsonSerializable(typeof(AccessLogEntry[]))]
[JsonSerializable(typeof(MyData))]
[JsonSerializable(typeof(DataCopy))]
[JsonSerializable(typeof(byte[]))]
[JsonSerializable(typeof(DataExport))]
[JsonSerializable(typeof(DataExportMoved))]
[JsonSerializable(typeof(DataExportView))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(SecurityIncident))]
[JsonSerializable(typeof(IncidentMoved))]
[JsonSerializable(typeof(IncidentReport))]
[JsonSerializable(typeof(IncidentView))]
[JsonSerializable(typeof(Page<IncidentView>))]
[JsonSerializable(typeof(EvidenceNote))]
[JsonSerializable(typeof(AuthorityNotice))]
[JsonSerializable(typeof(IncidentClosure))]
[JsonSerializable(typeof(RightsBook))]
[JsonSerializable(typeof(RightsWords))]
[JsonSerializable(typeof(RightsMoved))]
[JsonSerializable(typeof(RightsWish))]
[JsonSerializable(typeof(RightsDecision))]
[JsonSerializable(typeof(RightsRequestView))]
[JsonSerializable(typeof(MyRightsView))]
[JsonSerializable(typeof(RightsDeskView))]
[JsonSerializable(typeof(ConsentWithdrawn))]
[JsonSerializable(typeof(ConsentSpoken))]
[JsonSerializable(typeof(MemberConsents))]
[JsonSerializable(typeof(ConsentView[]))]
[JsonSerializable(typeof(ShownText))]
[JsonSerializable(typeof(ContactDetails))]
[JsonSerializable(typeof(PhoneStep))]
[JsonSerializable(typeof(BindingStep))]
[JsonSerializable(typeof(PhoneWish))]
[JsonSerializable(typeof(EmailStep))]
[JsonSerializable(typeof(EmailWish))]
[JsonSerializable(typeof(EmailCode))]
[JsonSerializable(typeof(ContactsView))]
[JsonSerializable(typeof(PhoneBindingWish))]
[JsonSerializable(typeof(MemberContactsView))]
[JsonSerializable(typeof(Affiliation))]
[JsonSerializable(typeof(AffiliationStarted))]
[JsonSerializable(typeof(AffiliationPaper))]
[JsonSerializable(typeof(AffiliationConfirmed))]
[JsonSerializable(typeof(PayrollAnswerSetAside))]
[JsonSerializable(typeof(AffiliationExpiryDue))]
[JsonSerializable(typeof(AffiliationRequest))]
[JsonSerializable(typeof(AffiliationView))]
[JsonSerializable(typeof(AffiliationPapersView))]
[JsonSerializable(typeof(ConfirmationRequest))]
[JsonSerializable(typeof(ConsentTextView[]))]
[JsonSerializable(typeof(DiscountApplied))]
[JsonSerializable(typeof(DiscountRejected))]
[JsonSerializable(typeof(MeView))]
[JsonSerializable(typeof(HomeView))]
[JsonSerializable(typeof(DigitalAccess))]
[JsonSerializable(typeof(AccessCount))]
[JsonSerializable(typeof(DigitalAccessGained))]
[JsonSerializable(typeof(DigitalAccessReport))]
internal sealed partial class MembershipJson : JsonSerializerContext;
