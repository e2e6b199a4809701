namespace Serverless.Local.Simulators.Face;

/// <summary>A colour as red, green, blue.</summary>
internal readonly record struct Ink(byte Red, byte Green, byte Blue);

/// <summary>Pixels that shapes are painted on; just enough to draw a person that nobody is.</summary>
internal sealed class Canvas(int width, int height)
{
    private readonly byte[] _pixels = new byte[width * height * 3];

    internal ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>Fills an ellipse around a middle; halves are cut by <paramref name="keep"/>.</summary>
    internal Canvas Ellipse(int middleX, int middleY, int radiusX, int radiusY, Ink ink, Func<int, int, bool>? keep = null)
    {
        for (var y = Math.Max(0, middleY - radiusY); y <= Math.Min(height - 1, middleY + radiusY); y++)
        {
            for (var x = Math.Max(0, middleX - radiusX); x <= Math.Min(width - 1, middleX + radiusX); x++)
            {
                var (acrossX, acrossY) = ((double)(x - middleX) / radiusX, (double)(y - middleY) / radiusY);
                if ((acrossX * acrossX) + (acrossY * acrossY) <= 1 && keep?.Invoke(x, y) != false)
                {
                    Put(x, y, ink);
                }
            }
        }

        return this;
    }

    internal Canvas Box(int left, int top, int right, int bottom, Ink ink)
    {
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                Put(x, y, ink);
            }
        }

        return this;
    }

    private void Put(int x, int y, Ink ink)
    {
        var at = ((y * width) + x) * 3;
        (_pixels[at], _pixels[at + 1], _pixels[at + 2]) = (ink.Red, ink.Green, ink.Blue);
    }
}
