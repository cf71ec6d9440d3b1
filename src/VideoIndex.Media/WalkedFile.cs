using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>A file found in a library, or a folder or name that cannot be read (<see cref="Failure"/> says why).</summary>
/// <param name="RelativePath">From the library's root, with the platform's separator; exactly as the file system spells it.</param>
/// <param name="ModifiedNs">Nanoseconds since 1970, as <see cref="FileStamp"/> reads them.</param>
public sealed record WalkedFile(string RelativePath, long Size, long ModifiedNs, Failure? Failure);
