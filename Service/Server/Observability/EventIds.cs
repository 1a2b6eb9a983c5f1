namespace WcfBroker.Server.Observability;

/// <summary>The numbers of the server's log events: never used twice, never used again.</summary>
internal static class EventIds
{
    public const int LoopFailed = 1001;
    public const int StoreRoomOut = 2001;
    public const int StoreRoomBack = 2002;
    public const int StoreDamaged = 2003;
    public const int StoreNotFlushed = 2004;
    public const int StoreFailed = 2005;
    public const int StoreHeld = 2011;
    public const int BackupDone = 2021;
    public const int BackupFailed = 2022;
    public const int SubscriberWriterFailed = 3001;
    public const int HandlerFailed = 3002;
    public const int PostDropped = 3003;
    public const int StreamEnded = 4001;
    public const int HttpCallFailed = 4002;
    public const int LoginRefused = 5001;
    public const int AccessRefused = 5002;
    public const int Administered = 5003;
    public const int SecurityReloaded = 5004;
    public const int SecurityNotReloaded = 5005;
    public const int TokenKeysNotFetched = 5006;
    public const int CertificateReloaded = 5101;
    public const int CertificateKept = 5102;
    public const int ClientCertificateRefused = 5103;
}
