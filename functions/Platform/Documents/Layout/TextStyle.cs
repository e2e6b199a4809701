namespace Serverless.Platform.Documents.Layout;

/// <summary>Size, line distance and colour of a kind of text, in points.</summary>
internal sealed record TextStyle(double Size, double Leading, InkColor Color, TextAlignment Alignment, bool Bold = false)
{
    public static readonly TextStyle Title = new(16, 21, InkColor.Accent, TextAlignment.Center, Bold: true);
    public static readonly TextStyle Subtitle = new(9.5, 13, InkColor.Grey, TextAlignment.Center);
    public static readonly TextStyle Heading2 = new(11.5, 15, InkColor.Accent, TextAlignment.Left, Bold: true);
    public static readonly TextStyle Heading3 = new(10, 14, InkColor.Black, TextAlignment.Left, Bold: true);
    public static readonly TextStyle Body = new(9.5, 14, InkColor.Black, TextAlignment.Justified);
    public static readonly TextStyle Cell = new(8.5, 11.5, InkColor.Black, TextAlignment.Left);
    public static readonly TextStyle HeaderCell = new(8.5, 11.5, InkColor.Accent, TextAlignment.Left, Bold: true);
    public static readonly TextStyle Caption = new(9, 13, InkColor.Grey, TextAlignment.Left);
    public static readonly TextStyle Institution = new(12.5, 16, InkColor.Accent, TextAlignment.Left, Bold: true);
    public static readonly TextStyle Small = new(8, 11, InkColor.Grey, TextAlignment.Left);

    /// <summary>Height of capitals and figures of the type, as a share of the size; used to centre a line optically.</summary>
    public const double CapitalShare = 0.714;
}
