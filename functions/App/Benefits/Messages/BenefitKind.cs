namespace Serverless.App.Benefits.Messages;

/// <summary>What is claimed (domain.md section 1.4).</summary>
internal enum BenefitKind
{
    /// <summary>RETIRO: service as a state teacher has ended.</summary>
    Retirement,

    /// <summary>INVALIDEZ: permanent disability ended it.</summary>
    Invalidity,

    /// <summary>FALLECIMIENTO: the member died; beneficiaries or heirs are paid.</summary>
    Death,

    /// <summary>REEMBOLSO: contributions that should not have been discounted.</summary>
    Refund,
}
