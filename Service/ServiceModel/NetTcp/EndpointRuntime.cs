using Microsoft.Extensions.Logging;
using Microsoft.Extensions.ObjectPool;
using WcfBroker.ServiceModel.BinaryXml;
using WcfBroker.ServiceModel.Description;
using WcfBroker.ServiceModel.Security;

namespace WcfBroker.ServiceModel.NetTcp;

/// <summary>What all sessions of an endpoint share.</summary>
internal sealed record EndpointRuntime(
    ServiceDefinition Service,
    NetTcpEndpointOptions Options,
    ObjectPool<EnvelopeEncoder> Encoders,
    MessageDecoderFactory Decoders,
    CredentialCheck Credentials,
    ILogger Log,
    TimeProvider Time)
{
    public static EndpointRuntime Create(ServiceDefinition service, NetTcpEndpointOptions options, ILogger log, TimeProvider time) =>
        new(service, options, CreateEncoders(service), new(options), new(options.Credentials, time), log, time);

    /// <summary>The same for another service of the endpoint.</summary>
    public EndpointRuntime For(ServiceDefinition service) => this with { Service = service, Encoders = CreateEncoders(service) };

    private static DefaultObjectPool<EnvelopeEncoder> CreateEncoders(ServiceDefinition service) => new(new EncoderPolicy(service.Strings));

    private sealed class EncoderPolicy(SessionTable table) : PooledObjectPolicy<EnvelopeEncoder>
    {
        public override EnvelopeEncoder Create() => new(table);

        public override bool Return(EnvelopeEncoder obj) => obj.IsReusable;
    }
}
