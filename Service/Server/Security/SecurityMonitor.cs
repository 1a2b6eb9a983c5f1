using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using WcfBroker.Server.Options;
using WcfBroker.Server.Startup;
using static Microsoft.Extensions.Options.Options;

namespace WcfBroker.Server.Security;

/// <summary>
/// The security settings that hold now. When the configuration or one of the files it names changes they are read again, and
/// hold if all of it can be used. What is broken changes nothing, and no change takes the rules away: that needs a restart.
/// </summary>
internal sealed partial class SecurityMonitor : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly IOptionsFactory<SecurityOptions> _options;
    private readonly ILogger<SecurityMonitor> _logger;
    private readonly IDisposable _configuration;
    private readonly ITimer _timer;
    private volatile SecuritySettings _current;
    private Stamp _stamp;

    public SecurityMonitor(IConfiguration configuration, IOptionsFactory<SecurityOptions> options, TimeProvider time, ILogger<SecurityMonitor> logger)
    {
        (_options, _logger) = (options, logger);
        var first = options.Create(DefaultName);
        _stamp = Stamp.Of(first);
        _current = new SecuritySettings(first);
        _configuration = ChangeToken.OnChange(configuration.GetReloadToken, () => Reload(() => _options.Create(DefaultName)));
        foreach (var file in (configuration as IConfigurationRoot)?.Providers.OfType<FileConfigurationProvider>() ?? [])
            file.Source.OnLoadException = context => NotReloaded(context.Exception.Message);
        _timer = time.CreateTimer(_ => LookAtFiles(), null, Period, Period);
    }

    /// <summary>Told after other settings have begun to hold.</summary>
    public event Action? Changed;

    public SecuritySettings Current => _current;

    public void Dispose()
    {
        _configuration.Dispose();
        _timer.Dispose();
    }

    private void LookAtFiles()
    {
        if (Stamp.Of(_current.Options) != _stamp)
            Reload(() => _current.Options);
    }

    private void Reload(Func<SecurityOptions> read)
    {
        lock (_lock)
        {
            try
            {
                var options = read();
                _stamp = Stamp.Of(options);
                var settings = new SecuritySettings(options);
                if (settings.Rules is null && _current.Rules is not null)
                    throw new InvalidDataException("there are no rules any more; to let everyone do everything, start the broker anew");
                _current = settings;
                Reloaded(settings.Users.Count, options.Rights.Count);
            }
            catch (Exception exception) when (exception is OptionsValidationException or UnknownSettingException or InvalidDataException)
            {
                NotReloaded(exception.Message);
                return;
            }
        }

        Changed?.Invoke();
    }

    /// <summary>What tells one state of the files from another.</summary>
    private readonly record struct Stamp(DateTime UsersUtc, long UsersBytes, DateTime KeysUtc, long KeysBytes)
    {
        public static Stamp Of(SecurityOptions options)
        {
            var (users, keys) = (FileOf(options.UsersFile), FileOf(options.Tokens.KeysFile));
            return new Stamp(TimeOf(users), BytesOf(users), TimeOf(keys), BytesOf(keys));
        }

        private static FileInfo? FileOf(string path) => path.Length > 0 && File.Exists(path) ? new FileInfo(path) : null;

        private static DateTime TimeOf(FileInfo? file) => file?.LastWriteTimeUtc ?? default;

        private static long BytesOf(FileInfo? file) => file is { Exists: true } ? file.Length : -1;
    }
}
