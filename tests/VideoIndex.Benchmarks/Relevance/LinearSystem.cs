namespace VideoIndex.Benchmarks.Relevance;

/// <summary>A few linear equations.</summary>
internal static class LinearSystem
{
    /// <summary>Gauss's elimination with the largest pivot. What is given is left as it was.</summary>
    public static double[] Solve(double[,] matrix, double[] right)
    {
        var (a, x, n) = ((double[,])matrix.Clone(), (double[])right.Clone(), right.Length);
        for (var column = 0; column < n; column++)
        {
            var pivot = Enumerable.Range(column, n - column).MaxBy(row => Math.Abs(a[row, column]));
            for (var k = 0; k < n; k++)
                (a[column, k], a[pivot, k]) = (a[pivot, k], a[column, k]);
            (x[column], x[pivot]) = (x[pivot], x[column]);
            for (var row = 0; row < n; row++)
                Subtract(a, x, row, column);
        }

        return [.. x.Select((value, i) => value / a[i, i])];
    }

    private static void Subtract(double[,] a, double[] x, int row, int column)
    {
        if (row == column)
            return;
        var times = a[row, column] / a[column, column];
        for (var k = column; k < x.Length; k++)
            a[row, k] -= times * a[column, k];
        x[row] -= times * x[column];
    }
}
