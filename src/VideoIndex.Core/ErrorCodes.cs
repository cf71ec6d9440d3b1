namespace VideoIndex.Core;

/// <summary>Every error code, in one table. Codes are a contract: none is renamed or given another meaning.</summary>
public static class ErrorCodes
{
    // A file of a library.
    public const string UnreadableName = "unreadable_name";
    public const string UnreadableFile = "unreadable_file";
    public const string UnreadableFolder = "unreadable_folder";
    public const string EmptyFile = "empty_file";
    public const string NotMedia = "not_media";
    public const string NoVideoStream = "no_video_stream";
    public const string NoDuration = "no_duration";
    public const string TooManyPixels = "too_many_pixels";
    public const string NoFrames = "no_frames";
    public const string PartialFile = "partial_file";
    public const string ChangedWhileIndexing = "changed_while_indexing";
    public const string DecoderFailed = "decoder_failed";
    public const string DecoderTimeout = "decoder_timeout";
    public const string CaptionFailed = "caption_failed";
    public const string StoppedTheProgram = "stopped_the_program";
    public const string InternalError = "internal_error";

    // The machine and its set-up.
    public const string FfmpegMissing = "ffmpeg_missing";
    public const string ModelMissing = "model_missing";
    public const string ModelDamaged = "model_damaged";
    public const string ModelUnsupported = "model_unsupported";
    public const string DeviceUnavailable = "device_unavailable";
    public const string OutOfMemory = "out_of_memory";
    public const string DataFolderUnusable = "data_folder_unusable";
    public const string CatalogDamaged = "catalog_damaged";
    public const string CatalogTooNew = "catalog_too_new";
    public const string AlreadyRunning = "already_running";
    public const string DiskFull = "disk_full";
    public const string DownloadFailed = "download_failed";
    public const string AccessDenied = "access_denied";

    // What was asked.
    public const string BadOption = "bad_option";
    public const string BadQuery = "bad_query";
    public const string NothingIndexed = "nothing_indexed";

    // What was asked of the server.
    public const string NotFound = "not_found";
    public const string TokenNeeded = "token_needed";
    public const string NotAllowed = "not_allowed";
    public const string ForeignHost = "foreign_host";
    public const string ForeignOrigin = "foreign_origin";
    public const string Busy = "busy";

    /// <summary>True for trouble that is not one file's: going on with the next file would meet it again.</summary>
    public static bool StopsTheRun(string code) => code is FfmpegMissing or ModelMissing or ModelDamaged or ModelUnsupported
        or DeviceUnavailable or DataFolderUnusable or CatalogDamaged or CatalogTooNew or AlreadyRunning or DiskFull;

    /// <summary>True for trouble that may be gone at the next try although the file is the same.</summary>
    public static bool MayPass(string code) => code is DecoderTimeout or DecoderFailed or CaptionFailed or ChangedWhileIndexing
        or UnreadableFile or InternalError or PartialFile or OutOfMemory;
}
