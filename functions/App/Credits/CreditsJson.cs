using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.App.Credits.Certificates;
using Serverless.App.Credits.Collecting;
using Serverless.App.Credits.Loans;
using Serverless.App.Credits.Loans.Reading;
using Serverless.App.Credits.Messages;
using Serverless.App.Credits.Offers;
using Serverless.App.Credits.Portfolio;
using Serverless.App.Credits.Products;
using Serverless.App.Credits.Repaying;
using Serverless.App.Credits.Requests;
using Serverless.App.Credits.Requests.Asking;
using Serverless.App.Credits.Requests.Officers;
using Serverless.App.Credits.Requests.Paying;
using Serverless.App.Credits.Simulations;
using Serverless.Platform.Hosting;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits;

/// <summary>The JSON shapes that this context stores and publishes: amounts are whole céntimos, rates are text (decision 9).</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(CentimosConverter), typeof(RateTextConverter)]
)]
[JsonSerializable(typeof(Loan))]
[JsonSerializable(typeof(LoanPosting))]
[JsonSerializable(typeof(LoanMoved))]
[JsonSerializable(typeof(LoanInstalmentDue))]
[JsonSerializable(typeof(LoanDiscountDue))]
[JsonSerializable(typeof(LoanDiscountMoved))]
[JsonSerializable(typeof(PayrollCharge))]
[JsonSerializable(typeof(ChargeMoved))]
[JsonSerializable(typeof(InstalmentRequested))]
[JsonSerializable(typeof(IReadOnlyList<DiscountView>))]
[JsonSerializable(typeof(IReadOnlyList<LoanView>))]
[JsonSerializable(typeof(Catalogue))]
[JsonSerializable(typeof(CatalogueMoved))]
[JsonSerializable(typeof(CatalogueChange))]
[JsonSerializable(typeof(CatalogueView))]
[JsonSerializable(typeof(ProposalView))]
[JsonSerializable(typeof(IReadOnlyList<ProductView>))]
[JsonSerializable(typeof(SimulationRequest))]
[JsonSerializable(typeof(SimulationView))]
[JsonSerializable(typeof(CreditRequest))]
[JsonSerializable(typeof(PayeeAccounts))]
[JsonSerializable(typeof(RequestMoved))]
[JsonSerializable(typeof(RequestDue))]
[JsonSerializable(typeof(RequestRefused))]
[JsonSerializable(typeof(LetterDue))]
[JsonSerializable(typeof(RequestBody))]
[JsonSerializable(typeof(RequestView))]
[JsonSerializable(typeof(Page<RequestView>))]
[JsonSerializable(typeof(TimelineStep[]))]
[JsonSerializable(typeof(Acceptance))]
[JsonSerializable(typeof(AccountCorrection))]
[JsonSerializable(typeof(OfficerDecision))]
[JsonSerializable(typeof(DisbursementInput))]
[JsonSerializable(typeof(DisbursementLook))]
[JsonSerializable(typeof(LoanStatement))]
[JsonSerializable(typeof(MemberPayment))]
[JsonSerializable(typeof(PaymentMoved))]
[JsonSerializable(typeof(PaymentWish))]
[JsonSerializable(typeof(PaymentView))]
[JsonSerializable(typeof(Certificate))]
[JsonSerializable(typeof(CertificateMoved))]
[JsonSerializable(typeof(CertificateView[]))]
[JsonSerializable(typeof(Offer))]
[JsonSerializable(typeof(OfferMoved))]
[JsonSerializable(typeof(OfferFile))]
[JsonSerializable(typeof(OfferFileMoved))]
[JsonSerializable(typeof(OfferFileView))]
[JsonSerializable(typeof(OfferConsent))]
[JsonSerializable(typeof(OfferImportView))]
[JsonSerializable(typeof(OfferView))]
[JsonSerializable(typeof(OfferView[]))]
[JsonSerializable(typeof(OfferAcceptance))]
[JsonSerializable(typeof(OfferWish))]
[JsonSerializable(typeof(PortfolioPart))]
[JsonSerializable(typeof(PortfolioView))]
internal sealed partial class CreditsJson : JsonSerializerContext;

/// <summary>An amount as whole céntimos; one that was never rounded is refused when it is written.</summary>
internal sealed class CentimosConverter : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Money.FromCentimos(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Centimos);
}

/// <summary>A rate as the text of its fraction, with every digit.</summary>
internal sealed class RateTextConverter : JsonConverter<Rate>
{
    public override Rate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Rate.Parse(reader.GetString()) is { IsSuccess: true } rate ? rate.Value : throw new JsonException("Not a rate");

    public override void Write(Utf8JsonWriter writer, Rate value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToText());
}
