using System.Collections.Frozen;

namespace Serverless.App.Membership.Members;

/// <summary>The closed word lists of the teacher register, in the words of the ministry's file.</summary>
internal static class MemberTerms
{
    /// <summary>Condición (domain.md section 1.2).</summary>
    internal static readonly FrozenSet<string> Kinds = FrozenSet.Create("nombrado", "contratado", "cesante", "auxiliar", "otro");

    /// <summary>Zona: how far from an office (row D05).</summary>
    internal static readonly FrozenSet<string> Zones = FrozenSet.Create("Z-1", "Z-2", "Z-3");

    /// <summary>Género, as the register has it.</summary>
    internal static readonly FrozenSet<string> Genders = FrozenSet.Create("F", "M", "X");
}
