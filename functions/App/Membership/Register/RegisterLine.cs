using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Register;

/// <summary>One teacher as the ministry's register has them: personal data, never logged.</summary>
/// <param name="ModularCode">Código modular: ten digits.</param>
/// <param name="Kind">One of <see cref="Members.MemberTerms.Kinds"/>.</param>
/// <param name="Phone">Null when the register has none: then activation needs an officer (decision 25).</param>
internal sealed record RegisterLine(
    Dni Dni,
    string ModularCode,
    string FamilyNames,
    string GivenNames,
    DateOnly BirthDate,
    string Kind,
    string Ugel,
    string Zone,
    string Gender,
    MobileNumber? Phone
);
