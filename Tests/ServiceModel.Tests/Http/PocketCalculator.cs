using System.ServiceModel;
using WcfBroker.ServiceModel.Dispatch;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests.Http;

public sealed class PocketCalculator(IServiceSession session, SoapHost host) : EchoService, IPocketCalculator, IDisposable
{
    public int Add(int left, int right)
    {
        host.Sums.Add(left + right);
        return left + right;
    }

    public Task<int> Divide(int dividend, int divisor) => divisor == 0
        ? throw new FaultException<DivisionFault>(new() { Dividend = dividend }, "division by zero")
        : Task.FromResult(dividend / divisor);

    public async Task Note(int number)
    {
        await Task.Yield();
        if (number < 0)
            throw new InvalidOperationException("secret details");
        host.Notes.Add(number);
    }

    public void NoteSynchronously(int number) => Note(number).GetAwaiter().GetResult();

    public async Task HoldAndNote(string name, int number)
    {
        await Hold(name);
        await Note(number);
    }

    public Task<int[]> TakeNotes() => Task.FromResult(host.Notes.Order().ToArray());

    public Task Hold(string name) => host.Gate(name).EnterAsync(session.Closed);

    public Task<string> DescribeSession() => Task.FromResult(
        $"{session.Id.Length > 0} {session.RemoteEndPoint is System.Net.IPEndPoint { Port: > 0 }} " +
        $"{session.LocalEndPoint} {session.Via} {session.Callback is null} {session.Closed.IsCancellationRequested}");

    public Task<Point> Misbehave(string how)
    {
        switch (how)
        {
            case "abort":
                session.Abort("enough\r\nof it");
                break;
            case "unserializable fault":
                throw new FaultException<Point>(new UnknownPoint(), "unknown");
            case "unserializable result":
                return Task.FromResult<Point>(new UnknownPoint());
        }

        return Task.FromResult(new Point());
    }

    public void Dispose() => host.Ended.TryAdd(session.Closed.IsCancellationRequested);

    private sealed class UnknownPoint : Point;
}
