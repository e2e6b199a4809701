namespace Serverless.App.Identity.Face;

/// <summary>Section <c>FaceChecks</c>: the limits of faces (domain.md section 3.4).</summary>
internal sealed class FaceCheckOptions
{
    internal const string Section = "FaceChecks";

    /// <summary>The law's longest time for raw media (issue of the consent text: 30 days at most).</summary>
    internal static readonly TimeSpan LongestMedia = TimeSpan.FromDays(30);

    /// <summary>Tries in a row that may fail.</summary>
    public int Tries { get; set; } = 5;

    /// <summary>How long the camera is closed afterwards; officers can help at once.</summary>
    public TimeSpan LockFor { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long one verification may take.</summary>
    public TimeSpan SessionLife { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a photo waits for officers.</summary>
    public TimeSpan ReviewLife { get; set; } = TimeSpan.FromDays(3);

    /// <summary>How long a match of officers counts: the member is not there when they decide.</summary>
    public TimeSpan ReviewedFor { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Verifications begun within 24 hours.</summary>
    public int StartsPerDay { get; set; } = 12;

    /// <summary>When photos that are no reference are purged.</summary>
    public TimeSpan KeepMedia { get; set; } = LongestMedia;
}
