using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VideoIndex.Vision;

/// <summary>Keeps ONNX Runtime from reporting to its maker.</summary>
/// <remarks>
/// The native library (seen in 1.31.1 for Linux) holds a client that writes an id of this machine into the user's cache folder, keeps a
/// session file in the temporary folder and sends events to <c>mobile.events.data.microsoft.com</c>. It asks this variable when it is loaded;
/// its own call to switch events off comes too late, after both files are written.
/// </remarks>
internal static class Telemetry
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";

#pragma warning disable CA2255 // Whatever of this library is used first must find it switched off; no caller could be trusted to remember.
    [ModuleInitializer]
    internal static void SwitchOff()
#pragma warning restore CA2255
    {
        Environment.SetEnvironmentVariable(Variable, "1");
        if (!OperatingSystem.IsWindows())
            _ = SetNative(Variable, "1", 1); // on Unix .NET keeps its variables to itself
    }

    [DllImport("libc", EntryPoint = "setenv")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetNative(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);
}
