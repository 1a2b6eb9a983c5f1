using System.Collections;
using System.Globalization;
using System.Reflection;
using WcfBroker.Core.Errors;

namespace WcfBroker.Server.Inspection;

/// <summary>Options as the flat list of settings that makes them, with what may be a secret masked.</summary>
internal static class SettingsList
{
    public const string Mask = "••••••••";

    private const int SettingsMax = 2_000;
    private const int DepthMax = 8;
    private const int ValueCharsMax = 512;
    private static readonly string[] Secrets = ["password", "secret", "key", "hash"];

    public static IReadOnlyList<Setting> Of(IEnumerable<SettingsSection> sections)
    {
        var settings = new List<Setting>();
        foreach (var section in sections)
            Add(section.Name, section.Value(), 0, settings);
        return settings;
    }

    private static void Add(string name, object? value, int depth, List<Setting> to)
    {
        if (to.Count >= SettingsMax || depth > DepthMax)
            return;
        switch (value)
        {
            case null or "":
                to.Add(new Setting(name, ""));
                break;
            case IDictionary map:
                foreach (DictionaryEntry entry in map)
                    Add($"{name}:{entry.Key}", entry.Value, depth + 1, to);
                break;
            case not string and IEnumerable list:
                foreach (var (i, item) in list.Cast<object?>().Index())
                    Add($"{name}:{i}", item, depth + 1, to);
                break;
            case string or IFormattable or bool:
                to.Add(new Setting(name, IsSecret(name) ? Mask : Text(value)));
                break;
            default:
                foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsSetting))
                    Add($"{name}:{property.Name}", property.GetValue(value), depth + 1, to);
                break;
        }
    }

    // What is no text, number or list of such is made by the program, not by the configuration.
    private static bool IsSetting(PropertyInfo property) =>
        property.CanRead && property.GetIndexParameters().Length == 0 && property.SetMethod is { IsPublic: true } && !IsCode(property.PropertyType);

    private static bool IsCode(Type type) => typeof(Delegate).IsAssignableFrom(type) || (type.IsInterface && !typeof(IEnumerable).IsAssignableFrom(type));

    private static bool IsSecret(string name) =>
        Secrets.Any(secret => name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..].Contains(secret, StringComparison.OrdinalIgnoreCase));

    private static string Text(object value) => Printable.From(
        value switch
    {
        bool flag => flag ? "true" : "false",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => (string)value,
    }, ValueCharsMax);
}
