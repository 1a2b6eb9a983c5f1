using System.Threading.Channels;
using WcfBroker.ServiceModel.Callbacks;
using WcfBroker.ServiceModel.Requests;

namespace WcfBroker.ServiceModel.Tests.Ledger;

/// <summary>A call that ends when its test says so.</summary>
public sealed class EnterCall(string account, FragmentName name, ChannelWriter<EnterCall> started) : EncodedCall
{
    public void Enter() => Complete();

    public void Refuse(Exception failure) => Fail(failure);

    protected override Task StartAsync(object service)
    {
        started.TryWrite(this);
        return account == "fails at once" ? throw new InvalidOperationException("secret details") : Task.CompletedTask;
    }

    protected override void WriteResult(FragmentWriter writer) => writer.Element(name, $"from bytes {account}");
}
