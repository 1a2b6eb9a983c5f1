using System.ServiceModel;

namespace WcfBroker.ServiceModel.Tests.Ledger;

[ServiceContract(Namespace = Entry.Namespace)]
public interface ILedger
{
    [OperationContract(Action = "urn:ledger/enter", ReplyAction = "urn:ledger/entered")]
    Task<Entry> Enter(string account);

    [OperationContract(Action = "urn:ledger/note", IsOneWay = true)]
    Task Note(string text);

    [OperationContract]
    Task<string[]> TakeNotes();
}
