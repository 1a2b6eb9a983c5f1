using System.Reflection;
using System.Runtime.Serialization;
using System.ServiceModel.Description;

namespace WcfBroker.ServiceModel.Description;

/// <summary>
/// The names and namespaces that the messages of contracts are made of, in the order in which contracts and operations are given.
/// </summary>
internal static class ContractStrings
{
    /// <summary>Of the items of arrays of simple types.</summary>
    public const string ArraysNamespace = "http://schemas.microsoft.com/2003/10/Serialization/Arrays";

    /// <summary>
    /// Strings of the messages the service sends: those of callbacks, then those of replies, one operation after the other.
    /// </summary>
    public static IEnumerable<string> Sent(IReadOnlyCollection<OperationDescription> operations)
    {
        var sent = operations.SelectMany(o => o.Messages)
            .Where(m => m.Direction == MessageDirection.Output)
            .ToLookup(m => operations.Any(o => o.Messages[0] == m));
        return sent[true].Select(m => m.Action).Concat(Names(sent[true]))
            .Concat(sent[false].SelectMany(m => Names([m]).Append(m.Action)))
            .Distinct();
    }

    /// <summary>Namespaces of the elements inside a value of the type.</summary>
    public static IEnumerable<string> Namespaces(Type type) => Walk(type).Select(t => NamespaceInside(t)).OfType<string>().Distinct();

    private static IEnumerable<string> Names(IEnumerable<MessageDescription> messages)
    {
        var typed = messages.Where(m => m.Body.WrapperName is not null);
        return typed.SelectMany(BodyNames).Concat(typed.SelectMany(PartTypes).SelectMany(Walk).SelectMany(Names));
    }

    private static IEnumerable<string> BodyNames(MessageDescription message) =>
    [
        message.Body.WrapperName,
        message.Body.WrapperNamespace,
        .. message.Body.Parts.Select(p => p.Name),
        .. message.Body.ReturnValue is { } result && result.Type != typeof(void) ? new[] { result.Name } : [],
    ];

    private static IEnumerable<Type> PartTypes(MessageDescription message) =>
        message.Body.Parts.Append(message.Body.ReturnValue).OfType<MessagePartDescription>().Select(p => p.Type);

    public static IEnumerable<Type> Walk(Type root)
    {
        var seen = new HashSet<Type>();
        var next = new Queue<Type>([root]);
        while (next.TryDequeue(out var type))
        {
            type = Nullable.GetUnderlyingType(type) ?? type;
            if (IsSimple(type) || !seen.Add(type))
                continue;
            yield return type;
            if (ItemType(type) is { } item)
                next.Enqueue(item);
            foreach (var member in Members(type))
                next.Enqueue(member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType);
        }
    }

    private static IEnumerable<string> Names(Type type) =>
        new[] { NamespaceInside(type), ItemType(type) is { } item ? QualifiedName(item)?.Name : null }
            .OfType<string>()
            .Concat(Members(type).Select(m => m.GetCustomAttribute<DataMemberAttribute>()?.Name ?? m.Name));

    private static string? NamespaceInside(Type type) => ItemType(type) switch
    {
        null => QualifiedName(type)?.Namespace,
        var item when IsSimple(item) => ArraysNamespace,
        var item => QualifiedName(item)?.Namespace,
    };

    private static System.Xml.XmlQualifiedName? QualifiedName(Type type)
    {
        try
        {
            return new XsdDataContractExporter().GetSchemaTypeName(type);
        }
        catch (InvalidDataContractException)
        {
            // Whoever uses the type learns of it from the serializer; a table of strings can do without.
            return null;
        }
    }

    public static IEnumerable<MemberInfo> Members(Type type)
    {
        if (ItemType(type) is not null || type.IsEnum)
            return [];
        var isContract = type.IsDefined(typeof(DataContractAttribute));
        var flags = BindingFlags.Instance | BindingFlags.Public | (isContract ? BindingFlags.NonPublic : 0);
        return type.GetMembers(flags)
            .Where(m => m is PropertyInfo or FieldInfo)
            .Where(m => isContract ? m.IsDefined(typeof(DataMemberAttribute)) : !m.IsDefined(typeof(IgnoreDataMemberAttribute)))
            .OrderBy(m => m.Name, StringComparer.Ordinal);
    }

    private static Type? ItemType(Type type)
    {
        if (type.IsArray)
            return type.GetElementType();
        if (type == typeof(string) || type.IsDefined(typeof(DataContractAttribute)))
            return null;
        return type.GetInterfaces().Append(type)
            .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];
    }

    private static bool IsSimple(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(byte[]) || type == typeof(string) ||
        (type.Namespace == "System" && type.IsValueType);
}
