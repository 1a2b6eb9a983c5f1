using System.Reflection;
using System.ServiceModel;
using System.ServiceModel.Channels;
using System.ServiceModel.Description;

namespace WcfBroker.ServiceModel.Description;

/// <summary>Reads contract interfaces and refuses, by name, what this host would serve wrongly.</summary>
internal static class ContractReader
{
    public static ContractDescription[] Read(Type serviceType, Type[] contracts)
    {
        if (contracts.Length == 0)
            throw new UnsupportedContractException($"{serviceType} needs at least one contract.");
        if (Array.Find(contracts, contract => !contract.IsAssignableFrom(serviceType)) is { } missing)
            throw new UnsupportedContractException($"{serviceType} does not implement {missing}.");
        var descriptions = Array.ConvertAll(contracts, Read);
        var callbackTypes = descriptions.Select(d => d.CallbackContractType).OfType<Type>().Distinct().ToArray();
        return callbackTypes.Length <= 1
            ? descriptions
            : throw new UnsupportedContractException(
                $"{serviceType} has more than one callback contract: {string.Join(", ", callbackTypes.Select(t => t.Name))}.");
    }

    public static ContractDescription Read(Type contract)
    {
        var description = Describe(contract);
        foreach (var operation in description.Operations)
            Check(contract, operation);
        return description;
    }

    private static ContractDescription Describe(Type contract)
    {
        try
        {
            return ContractDescription.GetContract(contract);
        }
        catch (InvalidOperationException refused)
        {
            throw new UnsupportedContractException($"{contract} is not a service contract: {refused.Message}");
        }
    }

    private static void Check(Type contract, OperationDescription operation)
    {
        if (Objection(contract, operation) is { } objection)
            throw new UnsupportedContractException($"{contract.Name}.{operation.Name} {objection}.");
    }

    private static string? Objection(Type contract, OperationDescription operation)
    {
        var method = operation.TaskMethod ?? operation.SyncMethod;
        if (method is null)
            return "uses Begin/End methods; declare it with Task";
        if (typeof(ValueTask) == method.ReturnType || IsGeneric(method.ReturnType, typeof(ValueTask<>)))
            return "returns ValueTask, which WCF clients cannot call; declare it with Task";
        if (method.GetParameters().Any(p => p.ParameterType.IsByRef))
            return "has ref or out parameters";
        if (method.GetCustomAttribute<OperationContractAttribute>() is { IsInitiating: false } or { IsTerminating: true })
            return "begins or ends the session by its attribute";
        if (IsFormatted(contract) || IsFormatted(method) || IsFormatted(method.DeclaringType!))
            return "asks for the XML serializer or the RPC style";
        var types = operation.Messages.SelectMany(Types).ToArray();
        if (types.Contains(typeof(Message)) && (types.Any(t => t != typeof(Message)) || operation.Messages[0].Body.Parts.Count > 1))
            return "has Message beside other types";
        if (types.Contains(typeof(Message)) && operation.Messages[0].Direction == MessageDirection.Output)
            return "calls back with Message";
        return operation.Messages.Select(Objection).FirstOrDefault(o => o is not null);
    }

    private static string? Objection(MessageDescription message) => message switch
    {
        { MessageType: not null } => "uses a message contract",
        { Action: "*" } => "has the wildcard action",
        _ when Types(message).Any(typeof(Stream).IsAssignableFrom) => "uses Stream",
        _ => null,
    };

    private static IEnumerable<Type> Types(MessageDescription message) =>
        message.Body.Parts.Append(message.Body.ReturnValue).OfType<MessagePartDescription>().Select(p => p.Type).Where(t => t != typeof(void));

    private static bool IsFormatted(MemberInfo member) =>
        member.IsDefined(typeof(XmlSerializerFormatAttribute)) ||
        member.GetCustomAttribute<DataContractFormatAttribute>()?.Style == OperationFormatStyle.Rpc;

    private static bool IsGeneric(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;
}
