using System.Collections.Concurrent;
using System.Globalization;
using System.ServiceModel;
using WcfBroker.ServiceModel.Dispatch;

namespace WcfBroker.ServiceModel.Tests.Calculator;

public sealed class CalculatorService(IServiceSession session, CalculatorHost host) : EchoService, ICalculator, IDisposable
{
    private readonly ConcurrentQueue<int> _notes = new();
    private int _running;

    public TaskCompletionSource Disposed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IServiceSession Session => session;

    private ICalculatorCallback Client => session.Callback!.Proxy<ICalculatorCallback>();

    public int Add(int left, int right) => left + right;

    public Task<int> Divide(int dividend, int divisor) => divisor == 0
        ? throw new FaultException<DivisionFault>(new() { Dividend = dividend }, "division by zero")
        : Task.FromResult(dividend / divisor);

    public Task<int> AskBack(int question) => Client.Answer(question);

    public int AskBackSynchronously(int question) => Client.AnswerSynchronously(question);

    public Task<string> AskBackWronglySynchronously(int question)
    {
        try
        {
            return Task.FromResult(Client.AnswerSynchronously(question).ToString(CultureInfo.InvariantCulture));
        }
        catch (InvalidOperationException refused)
        {
            return Task.FromResult(refused.Message);
        }
    }

    public async Task<string> ProvokeFault(int question)
    {
        try
        {
            await Client.Answer(question);
            return "no fault";
        }
        catch (FaultException<DivisionFault> typed)
        {
            return $"{typed.Reason} {typed.Detail.Dividend}";
        }
    }

    public async Task SendBack(int count, byte[]? content)
    {
        var operation = host.Definition.Callbacks!["OnContent"];
        for (var i = 0; i < count; i++)
            await session.Callback!.SendAsync(operation, [i, content], session.Closed);
    }

    public async Task Note(int number)
    {
        if (Interlocked.Exchange(ref _running, 1) != 0)
            number = int.MinValue;
        if (number % 100 == 0)
            await Task.Yield();
        _notes.Enqueue(number);
        Volatile.Write(ref _running, 0);
    }

    public async Task NoteAnswer(int question) => await Note(await Client.Answer(question));

    public void NoteSynchronously(int number) => Note(number).GetAwaiter().GetResult();

    public Task<int[]> TakeNotes() => Task.FromResult(_notes.ToArray());

    public Task Hold(string name) => host.Gates.GetOrAdd(name, _ => new()).EnterAsync(session.Closed);

    public void Dispose() => Disposed.TrySetResult();
}
