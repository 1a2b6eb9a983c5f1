using Microsoft.AspNetCore.Connections;
using WcfBroker.Core;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Sessions;

namespace WcfBroker.OriginalProtocol.Sessions;

/// <summary>One client from its handshake to its end: attaches it to the broker, reads and writes side by side, detaches it.</summary>
internal sealed partial class ClientSession(SessionContext session, ConnectionContext connection)
{
    private readonly Outbox _outbox = new(session.Loop.Limits);

    public async Task RunAsync()
    {
        var attached = new Reply<Done>();
        await session.Loop.PostAsync(new Attach(session.Id, _outbox, OncePerMessage: true, attached)
        {
            Protocol = Protocol.Original,
            Address = $"original {connection.RemoteEndPoint}",
            Identity = session.Access?.Identity,
        });
        await attached.Task;
        var writing = WriteAsync();
        _ = AbortWhenForgottenAsync();
        try
        {
            await new SessionReader(session, connection.Transport.Input).RunAsync();
        }
        finally
        {
            await EndAsync(writing);
        }
    }

    // A client that does not read keeps the writer waiting, so the end of its outbox must reach the connection by another way.
    private async Task AbortWhenForgottenAsync()
    {
        await _outbox.Forgotten;
        connection.Abort(new ConnectionAbortedException(_outbox.Closed!));
    }

    private async Task WriteAsync()
    {
        try
        {
            await new SessionWriter(session, _outbox, connection.Transport.Output).RunAsync();
        }
        finally
        {
            connection.Transport.Input.CancelPendingRead();
        }
    }

    // What the client asked for before it left is still sent, for as long as it takes it in time.
    private async Task EndAsync(Task writing)
    {
        var detached = new Reply<Done>();
        await session.Loop.PostAsync(new Detach(session.Id, detached));
        await ((Task)detached.Task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _outbox.Close("the client has left", forget: false);
        try
        {
            await writing.WaitAsync(session.Options.CloseDeadline, session.Time);
        }
        catch (TimeoutException)
        {
            LogCloseTimedOut(session.Logger, session.Id.Value);
            connection.Abort(new ConnectionAbortedException("The client did not take what it was sent before its connection ended."));
            await writing;
        }
    }
}
