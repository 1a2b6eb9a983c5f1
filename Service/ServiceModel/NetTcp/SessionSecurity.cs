using System.Net;
using System.Security.Claims;
using System.ServiceModel.Channels;
using System.Xml;
using WcfBroker.ServiceModel.BinaryXml;
using WcfBroker.ServiceModel.Callbacks;
using WcfBroker.ServiceModel.Security;

namespace WcfBroker.ServiceModel.NetTcp;

/// <summary>Who the peer of one session is, and what its messages carry to say so.</summary>
internal sealed class SessionSecurity(CredentialCheck check, EndPoint? remote, TimeProvider time)
{
    private UserNameCredential? _user;
    private StampedHead? _head;
    private string? _context;

    /// <summary>Whether messages come, and are answered, with WS-Security.</summary>
    public bool IsRequired => check.Options.RequireUserName;

    /// <summary>Whether the peer is as known as it has to be.</summary>
    public bool IsOpen => !IsRequired || _user is not null;

    public ClaimsPrincipal? Peer { get; private set; }

    public CredentialOptions Options => check.Options;

    /// <summary>The time for answers that want a time stamp; null where they want none.</summary>
    public DateTime? Stamp => IsRequired ? time.GetUtcNow().UtcDateTime : null;

    /// <exception cref="LoginException">The peer's certificate is not accepted.</exception>
    public async ValueTask CheckAsync(
        System.Security.Cryptography.X509Certificates.X509Certificate2? certificate, CancellationToken cancellationToken) =>
        Peer = await check.CheckAsync(certificate, remote, cancellationToken).ConfigureAwait(false);

    /// <exception cref="LoginException">The message does not say who made it and when, or says it wrongly.</exception>
    public async ValueTask CheckAsync(Message message, string? action, CancellationToken cancellationToken)
    {
        var header = Read(message);
        check.CheckTime(header);
        if (_user is null && header is { User: null, Context: { } context })
        {
            (_user, Peer) = check.Tokens.Take(context, renews: action == SecurityNames.RenewContext);
            _context = action == SecurityNames.RenewContext ? null : context;
        }
        else if (_user is null)
        {
            Peer = await check.CheckAsync(header, remote, cancellationToken).ConfigureAwait(false);
            _user = header.User;
        }
        else if (header.User is { } user)
        {
            if (user != _user)
                throw LoginException.Failed($"{user} on the session of {_user}");
            check.CheckNonce(header, user);
        }
    }

    /// <summary>A token that opens a session of the peer on another connection.</summary>
    public string Issue() => check.Tokens.Issue(_user!, Peer!);

    /// <summary>The session is over.</summary>
    public void End()
    {
        if (_context is { } context)
            check.Tokens.End(context);
    }

    /// <summary>The beginning of an encoded callback. A time stamp in it is good for a second.</summary>
    public ReadOnlyMemory<byte> HeadOf(CallbackOperation operation)
    {
        if (Stamp is not { } now)
            return operation.Envelope.Head;
        var second = now.Ticks / TimeSpan.TicksPerSecond;
        var head = _head;
        if (head is null || head.Second != second || head.Operation != operation)
            _head = head = new(second, operation, operation.Envelope.HeadWith(Encode(now)));
        return head.Bytes;
    }

    private static byte[] Encode(DateTime now)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlDictionaryWriter.CreateBinaryWriter(bytes, StaticDictionary.Instance, null, ownsStream: false))
            SecurityTimestamp.Write(writer, StaticDictionary.Instance.SoapNamespace, now);
        return bytes.ToArray();
    }

    private SecurityHeader Read(Message message)
    {
        try
        {
            var index = message.Headers.FindHeader(SecurityNames.Header, SecurityNames.Security);
            if (index < 0)
                throw LoginException.Invalid("a message without a security header");
            using var reader = message.Headers.GetReaderAtHeader(index);
            return SecurityHeaderReader.Read(reader, check.Options);
        }
        catch (Exception malformed) when (malformed is XmlException or System.ServiceModel.CommunicationException or FormatException)
        {
            throw LoginException.Invalid($"a security header that cannot be read ({malformed.Message})");
        }
    }

    private sealed record StampedHead(long Second, CallbackOperation Operation, byte[] Bytes);
}
