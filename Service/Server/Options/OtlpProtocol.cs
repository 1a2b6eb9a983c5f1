namespace WcfBroker.Server.Options;

/// <summary>How a collector is spoken to.</summary>
public enum OtlpProtocol
{
    /// <summary>gRPC over HTTP/2; the usual port is 4317.</summary>
    Grpc,

    /// <summary>Protocol Buffers over HTTP/1.1; the usual port is 4318.</summary>
    HttpProtobuf,
}
