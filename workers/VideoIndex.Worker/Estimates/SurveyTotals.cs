namespace VideoIndex.Worker;

/// <summary>What a folder holds, from all that is known of its files and a sample of the others. A pure rule.</summary>
/// <param name="Spread">Twice the standard error of <see cref="Windows"/> as a share of it: 19 of 20 such samples are nearer. 0 without a sample.</param>
internal sealed record SurveyTotals(long Files, TimeSpan Video, TimeSpan Left, long Windows, double Spread)
{
    /// <param name="known">Files of which all is known; <paramref name="sample"/>: those of the others that were looked into.</param>
    /// <param name="restFiles">How many files nobody looked into, and how many bytes they have.</param>
    public static SurveyTotals Of(IReadOnlyCollection<SurveyedFile> known, IReadOnlyCollection<SurveyedFile> sample, long restFiles, long restBytes)
    {
        var bytes = sample.Sum(file => (double)file.Size);
        var grow = bytes > 0 ? restBytes / bytes : 0; // in proportion to size: of one folder's files that tells length best
        var all = known.Concat(sample).ToList();
        var windows = all.Sum(file => file.Windows) + grow * sample.Sum(file => file.Windows);
        return new SurveyTotals(
            all.Count + restFiles,
            Sum(all, file => file.Length) + grow * Sum(sample, file => file.Length),
            Sum(all, file => file.Left) + grow * Sum(sample, file => file.Left),
            (long)Math.Round(windows),
            restFiles == 0 ? 0 : windows > 0 && sample.Count > 1 ? Math.Min(1, 2 * StandardError(sample, restFiles, bytes) / windows) : 1);
    }

    /// <summary>Several folders; what they may be off adds up.</summary>
    public static SurveyTotals Sum(IReadOnlyCollection<SurveyTotals> folders)
    {
        var windows = folders.Sum(folder => folder.Windows);
        return new SurveyTotals(
            folders.Sum(folder => folder.Files), TimeSpan.FromTicks(folders.Sum(folder => folder.Video.Ticks)), TimeSpan.FromTicks(folders.Sum(folder => folder.Left.Ticks)),
            windows, windows == 0 ? 0 : folders.Sum(folder => folder.Spread * folder.Windows) / windows);
    }

    /// <summary>Of the windows of the rest, by the ratio estimator: what the files of the sample differ from the rule, as if the rest differed alike.</summary>
    private static double StandardError(IReadOnlyCollection<SurveyedFile> sample, long restFiles, double bytes)
    {
        var perByte = bytes > 0 ? sample.Sum(file => file.Windows) / bytes : 0;
        var variance = sample.Sum(file => Math.Pow(file.Windows - perByte * file.Size, 2)) / (sample.Count - 1);
        return restFiles * Math.Sqrt(variance * (1.0 / sample.Count + 1.0 / restFiles));
    }

    private static TimeSpan Sum(IEnumerable<SurveyedFile> files, Func<SurveyedFile, TimeSpan> part) => TimeSpan.FromTicks(files.Sum(file => part(file).Ticks));
}
