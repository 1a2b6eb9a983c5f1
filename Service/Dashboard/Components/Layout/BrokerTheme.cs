using MudBlazor;

namespace WcfBroker.Dashboard.Components.Layout;

/// <summary>The colours, light and dark, and the fonts, which are those of the visitor's system.</summary>
internal static class BrokerTheme
{
    private static readonly string[] Fonts = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "DejaVu Sans", "sans-serif"];

    public static readonly MudTheme Theme = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#2456c9", PrimaryContrastText = "#ffffff", Secondary = "#0f766e",
            Background = "#f5f6fa", Surface = "#ffffff", AppbarBackground = "#ffffff", AppbarText = "#1b2233",
            DrawerBackground = "#f5f6fa", DrawerText = "#3b4457", DrawerIcon = "#3b4457",
            TextPrimary = "#1b2233", TextSecondary = "#4f5970", LinesDefault = "#e1e5ee", LinesInputs = "#767f95", TableLines = "#e8ebf2", Divider = "#e1e5ee",
            ActionDefault = "#4f5970", Error = "#b3261e", Warning = "#8a5300", Success = "#1a7037", Info = "#1f5fa8",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#8ab0ff", PrimaryContrastText = "#0c1322", Secondary = "#5fd0c5",
            Background = "#10141d", Surface = "#181e2a", AppbarBackground = "#181e2a", AppbarText = "#e8ecf6",
            DrawerBackground = "#10141d", DrawerText = "#c0c8da", DrawerIcon = "#c0c8da",
            TextPrimary = "#e8ecf6", TextSecondary = "#aab3c8", LinesDefault = "#2a3244", LinesInputs = "#7d879e", TableLines = "#262e3e", Divider = "#2a3244",
            ActionDefault = "#c0c8da", Error = "#ff8f85", Warning = "#f5b851", Success = "#6fd08c", Info = "#7fbaff",
            ErrorContrastText = "#24100e", WarningContrastText = "#241a08", SuccessContrastText = "#0c1f12", InfoContrastText = "#0a1626",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px", AppbarHeight = "56px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = ".9rem", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Fonts, TextTransform = "none", FontWeight = "600", LetterSpacing = "normal" },
        },
    };
}
