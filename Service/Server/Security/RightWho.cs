namespace WcfBroker.Server.Security;

/// <summary>The words that stand for more than one caller in a rule.</summary>
internal static class RightWho
{
    public const string Everyone = "*";
    public const string Anonymous = "anonymous";
    public const string RolePrefix = "role:";

    /// <summary>Whether a rule is for a caller; null is an anonymous one.</summary>
    public static bool Matches(string who, Identity? caller) =>
        who == Everyone
        || (who.StartsWith(RolePrefix, StringComparison.Ordinal) ? caller?.Roles.Contains(who[RolePrefix.Length..]) == true
            : who == Anonymous ? caller is null
            : caller?.Name == who);
}
