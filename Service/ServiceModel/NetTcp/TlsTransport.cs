using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace WcfBroker.ServiceModel.NetTcp;

/// <summary>The transport of a connection after its upgrade to TLS.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Closing it disposes of the stream, after a goodbye.")]
internal sealed class TlsTransport : IDuplexPipe
{
    private const int BufferBytes = 16 << 10;

    private readonly IDuplexPipe _plain;
    private readonly SslStream _stream;

    private TlsTransport(IDuplexPipe plain)
    {
        _plain = plain;
        _stream = new(new DuplexStream(plain));
        // No memory is held for a session that is idle.
        Input = PipeReader.Create(_stream, new(bufferSize: BufferBytes, leaveOpen: true, useZeroByteReads: true));
        Output = PipeWriter.Create(_stream, new(minimumBufferSize: BufferBytes, leaveOpen: true));
    }

    public PipeReader Input { get; }

    public PipeWriter Output { get; }

    /// <summary>Does the handshake; then the connection has this transport, and its features have the client's certificate.</summary>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The handshake failed, or a certificate was refused.</exception>
    public static async Task AcceptAsync(
        ConnectionContext connection, SslServerAuthenticationOptions options, CancellationToken cancellationToken)
    {
        var tls = new TlsTransport(connection.Transport);
        connection.Transport = tls;
        await tls._stream.AuthenticateAsServerAsync(options, cancellationToken).ConfigureAwait(false);
        connection.Features.Set<ITlsConnectionFeature>(
            new TlsConnectionFeature { ClientCertificate = tls._stream.RemoteCertificate as X509Certificate2 });
    }

    /// <summary>Says goodbye to a peer that still listens, and gives the connection its own transport back.</summary>
    public async Task CloseAsync(ConnectionContext connection, TimeSpan deadline, TimeProvider time)
    {
        using var late = new CancellationTokenSource(deadline, time);
        await using var drop = late.Token.Register(connection.Abort);
        try
        {
            if (_stream.IsAuthenticated)
                await _stream.ShutdownAsync().ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The peer has left without waiting for it.
        }

        await _stream.DisposeAsync().ConfigureAwait(false);
        connection.Transport = _plain;
    }
}
