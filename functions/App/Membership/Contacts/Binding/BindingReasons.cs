using System.Collections.Frozen;

namespace Serverless.App.Membership.Contacts.Binding;

/// <summary>Why two officers bind a phone: a closed list, because events hold no free words about people.</summary>
internal static class BindingReasons
{
    /// <summary>Phone and number are lost.</summary>
    internal const string Lost = "lost-phone";

    internal static readonly FrozenSet<string> All = FrozenSet.Create(Lost, "no-phone-known", "locked-out");
}
