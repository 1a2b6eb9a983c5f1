using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Connections;
using WcfBroker.OriginalProtocol.Access;
using WcfBroker.OriginalProtocol.Framing;
using WcfBroker.OriginalProtocol.Mechanisms;

namespace WcfBroker.OriginalProtocol.Sessions;

/// <summary>
/// The frame after the mechanism, if it is an AUTH: answered with AUTH_ACK, or with ERROR and the end of the connection. A client
/// that need not log in may begin with anything else, whenever it likes.
/// </summary>
internal sealed class Login(IClientAdmission admission, OriginalProtocolOptions options, TimeProvider time)
{
    /// <summary>Bytes of a frame that may be a login; nothing longer is held before one.</summary>
    private const int FrameBytesMax = 8 << 10;

    private const string Wanted = "Log in first: AUTH with the name as topic and the password as msg.";

    /// <summary>What the client may do; null if it is not served.</summary>
    public async Task<IClientAccess?> RunAsync(ConnectionContext connection, Mechanism mechanism)
    {
        var open = admission.Admit(connection);
        using var deadline = open is null ? new CancellationTokenSource(options.HandshakeDeadline, time) : new CancellationTokenSource();
        if (await ReadAsync(connection, mechanism, isWanted: open is null, deadline.Token) is not { } login)
            return open;
        open?.Dispose();
        var (access, reason) = login.Name is null
            ? new LoginResult(null, Wanted)
            : await admission.LogInAsync(connection, login.Name, login.Secret, connection.ConnectionClosed);
        var output = connection.Transport.Output;
        if (access is null)
            WordFrame.Write(output, mechanism, MethodNames.Error, "", reason);
        else
            WordFrame.Write(output, mechanism, MethodNames.AuthAck, login.Name!, "");
        await output.FlushAsync();
        return access;
    }

    // Null: there is no login, and none is needed. A login without a name: none came where one is wanted.
    private async ValueTask<(string? Name, string Secret)?> ReadAsync(
        ConnectionContext connection, Mechanism mechanism, bool isWanted, CancellationToken cancellation)
    {
        var input = connection.Transport.Input;
        while (true)
        {
            var result = await input.ReadAsync(cancellation);
            if (result.IsCanceled || (result.IsCompleted && isWanted && result.Buffer.IsEmpty))
                throw new OperationCanceledException("It ended before a login.");
            if (!TryRead(result.Buffer, isWanted, out var frame, out var end) && !result.IsCompleted)
            {
                input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
                continue;
            }

            var login = frame is null ? null : Decode(frame, mechanism);
            if (login is null && !isWanted)
            {
                // Read again, as what it is.
                input.AdvanceTo(result.Buffer.Start);
                return null;
            }

            input.AdvanceTo(end);
            return login ?? (null, "");
        }
    }

    // True with a frame, or without one if what has come cannot be a login and need not be one.
    private bool TryRead(in ReadOnlySequence<byte> buffer, bool isWanted, out byte[]? frame, out SequencePosition end)
    {
        var reader = new SequenceReader<byte>(buffer);
        try
        {
            var read = FrameReader.TryRead(ref reader, Math.Min(FrameBytesMax, options.FrameBytesMax), out var first);
            (frame, end) = (read ? first : null, reader.Position);
            return read;
        }
        catch (ProtocolViolationException) when (!isWanted)
        {
            (frame, end) = (null, buffer.Start);
            return true;
        }
    }

    private static (string? Name, string Secret)? Decode(byte[] frame, Mechanism mechanism)
    {
        var message = mechanism.Decode(frame.AsSpan(FrameFormat.PrefixBytes));
        return message.Method == ClientMethod.Authenticate ? (Encoding.UTF8.GetString(message.Topic), Encoding.UTF8.GetString(message.Text)) : null;
    }
}
