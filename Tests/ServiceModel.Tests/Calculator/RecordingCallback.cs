using System.ServiceModel;
using System.Threading.Channels;

namespace WcfBroker.ServiceModel.Tests.Calculator;

[CallbackBehavior(UseSynchronizationContext = false)]
public sealed class RecordingCallback : ICalculatorCallback
{
    private readonly Channel<(int Number, byte[]? Content)> _contents = Channel.CreateUnbounded<(int, byte[]?)>();
    private readonly Channel<Delivery[]> _deliveries = Channel.CreateUnbounded<Delivery[]>();
    private readonly Channel<Notice?> _notices = Channel.CreateUnbounded<Notice?>();

    public Func<int, Task<int>> Answering { get; init; } = question => Task.FromResult(question + 1);

    public Task<(int Number, byte[]? Content)> NextContentAsync() => _contents.Reader.ReadAsync().AsTask().WaitAsync(TestTime.Limit);

    public Task<Delivery[]> NextDeliveriesAsync() => _deliveries.Reader.ReadAsync().AsTask().WaitAsync(TestTime.Limit);

    public Task<Notice?> NextNoticeAsync() => _notices.Reader.ReadAsync().AsTask().WaitAsync(TestTime.Limit);

    public void OnContent(int number, byte[]? content) => _contents.Writer.TryWrite((number, content));

    public Task OnDeliveries(Delivery[] deliveries)
    {
        _deliveries.Writer.TryWrite(deliveries);
        return Task.CompletedTask;
    }

    public void OnNotice(Notice? notice) => _notices.Writer.TryWrite(notice);

    public Task<int> Answer(int question) => Answering(question);

    public int AnswerSynchronously(int question) => question + 2;
}
