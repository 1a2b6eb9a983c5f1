using System.ServiceModel.Description;
using System.Xml;

namespace WcfBroker.ServiceModel.Dispatch;

/// <summary>One operation of a service: how its request is read, its method called, and its answer written.</summary>
internal sealed class Operation
{
    public Operation(OperationDescription description)
    {
        Name = description.Name;
        Action = description.Messages[0].Action;
        IsAsync = description.TaskMethod is not null;
        IsDuplex = description.DeclaringContract.CallbackContractType is not null;
        Request = new(description.Messages[0], description.KnownTypes);
        Invoker = new OperationInvoker(description.TaskMethod ?? description.SyncMethod);
        Faults = [.. description.Faults.Where(f => f.DetailType is not null).Select(f => new DeclaredFault(f, description.KnownTypes))];
        if (description.IsOneWay)
            return;
        Reply = new(description.Messages[1], description.KnownTypes);
        ReplyAction = new XmlDictionary().Add(description.Messages[1].Action);
    }

    public string Name { get; }

    public string Action { get; }

    /// <summary>Whether the method returns a task, and so may be started where it must not block.</summary>
    public bool IsAsync { get; }

    /// <summary>Whether only clients with callbacks can know the operation.</summary>
    public bool IsDuplex { get; }

    public bool IsOneWay => Reply is null;

    public MessageBody Request { get; }

    /// <summary>Null for a one-way operation.</summary>
    public MessageBody? Reply { get; }

    /// <summary>Null for a one-way operation.</summary>
    public XmlDictionaryString? ReplyAction { get; }

    public DeclaredFault[] Faults { get; }

    public OperationInvoker Invoker { get; }
}
