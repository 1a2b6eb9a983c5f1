using Microsoft.AspNetCore.Components;
using WcfBroker.Dashboard.Brokers;

namespace WcfBroker.Dashboard.Components.Parts;

/// <summary>A page that looks at the broker once a second while it is open. Who may see it is asked each time.</summary>
public abstract class LivePage : ComponentBase, IAsyncDisposable
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _closed = new();
    private Task _refreshing = Task.CompletedTask;

    [Inject]
    internal DashboardBroker Broker { get; set; } = null!;

    [Inject]
    internal TimeProvider Time { get; set; } = null!;

    /// <summary>Whether the visitor may administer.</summary>
    protected bool IsAdministrator { get; private set; }

    /// <summary>Whether there is something to show.</summary>
    protected bool IsLoaded { get; private set; }

    /// <summary>What went wrong the last time; null if all went well.</summary>
    protected string? Error { get; set; }

    /// <summary>Whether the page is for administrators alone.</summary>
    protected virtual bool IsForAdministrators => true;

    protected DateTime UtcNow => Time.GetUtcNow().UtcDateTime;

    /// <summary>Looks at the broker.</summary>
    protected abstract Task RefreshAsync();

    /// <summary>What an answer holds; null if it is none: then the page says why.</summary>
    internal T? Take<T>(Answer<T> answer)
        where T : class
    {
        Error = answer.Error;
        return answer.Value;
    }

    /// <summary>Looks at the broker now, as after an act.</summary>
    protected async Task UpdateAsync()
    {
        IsAdministrator = await Broker.MayAdministerAsync();
        if (IsAdministrator || !IsForAdministrators)
            await RefreshAsync();
        IsLoaded = true;
    }

    protected override async Task OnInitializedAsync()
    {
        await UpdateAsync();
        _refreshing = RefreshNowAndThenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        await _refreshing;
        _closed.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task RefreshNowAndThenAsync()
    {
        using var timer = new PeriodicTimer(RefreshInterval, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(_closed.Token))
            {
                await UpdateAsync();
                StateHasChanged();
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }
}
