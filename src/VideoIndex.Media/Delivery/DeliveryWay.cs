namespace VideoIndex.Media;

/// <summary>How a file is handed to a browser.</summary>
public enum DeliveryWay
{
    /// <summary>Its own bytes, any range of them.</summary>
    AsItIs,

    /// <summary>Its pictures in another container; sound is encoded again where needed. Costs next to nothing.</summary>
    Repacked,

    /// <summary>Decoded and encoded again, as fast as it is watched.</summary>
    Transcoded,
}
