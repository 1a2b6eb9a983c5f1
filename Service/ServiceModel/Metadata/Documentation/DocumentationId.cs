using System.Reflection;

namespace WcfBroker.ServiceModel.Metadata.Documentation;

/// <summary>The names that the compiler gives to types and members in a documentation file.</summary>
internal static class DocumentationId
{
    public static string Of(Type type) => $"T:{Name(type)}";

    public static string Of(MemberInfo member)
    {
        var name = $"{Name(member.DeclaringType!)}.{member.Name}";
        if (member is not MethodInfo method)
            return $"{(member is PropertyInfo ? 'P' : 'F')}:{name}";
        var parameters = string.Join(',', method.GetParameters().Select(p => Reference(p.ParameterType)));
        return parameters.Length == 0 ? $"M:{name}" : $"M:{name}({parameters})";
    }

    private static string Name(Type type) => (type.FullName ?? type.Name).Replace('+', '.');

    private static string Reference(Type type)
    {
        if (type.IsArray)
            return $"{Reference(type.GetElementType()!)}[]";
        if (!type.IsGenericType)
            return Name(type);
        var name = Name(type.GetGenericTypeDefinition()).Split('`')[0];
        return $"{name}{{{string.Join(',', type.GetGenericArguments().Select(Reference))}}}";
    }
}
