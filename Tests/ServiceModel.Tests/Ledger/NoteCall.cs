using WcfBroker.ServiceModel.Requests;

namespace WcfBroker.ServiceModel.Tests.Ledger;

public sealed class NoteCall(string text) : EncodedCall
{
    protected override Task StartAsync(object service) => ((LedgerService)service).Note(text);
}
