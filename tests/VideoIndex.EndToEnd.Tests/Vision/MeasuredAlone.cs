namespace VideoIndex.EndToEnd.Tests.Vision;

/// <summary>Tests that measure the process they run in: no other test runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredAlone
{
    public const string Name = "measured alone";
}
