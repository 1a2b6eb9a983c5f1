using System.Reflection;

namespace WcfBroker.Server.Startup;

/// <summary>The version of the product, as it is shown to people.</summary>
internal static class ProductVersion
{
    public static readonly string Text =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
