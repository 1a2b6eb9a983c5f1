using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace WcfBroker.Integration.Tests.Hosting;

/// <summary>Marks tests of what the default host alone has; on another one they are skipped with the reason.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class DefaultHostOnlyAttribute : ConditionBaseAttribute
{
    public DefaultHostOnlyAttribute(string reason)
        : base(ConditionMode.Include)
    {
        IgnoreMessage = $"Not on {Path.GetFileNameWithoutExtension(Programs.Host)}: {reason}";
    }

    public override bool IsConditionMet => !Programs.IsOtherHost;

    public override string GroupName => nameof(DefaultHostOnlyAttribute);
}
