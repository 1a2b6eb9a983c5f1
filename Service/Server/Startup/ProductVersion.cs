using System.Reflection;

namespace WcfBroker.Server.Startup;

/// <summary>The version of the product, as it is shown to people.</summary>
public static class ProductVersion
{
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
