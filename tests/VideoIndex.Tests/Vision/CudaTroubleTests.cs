using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

/// <summary>On what ONNX Runtime 1.31 really said, but for the card's own failures, which no machine of ours could have.</summary>
public sealed class CudaTroubleTests
{
    private const string NoLibrary = """
        [ErrorCode:Fail] /onnxruntime_src/onnxruntime/core/session/provider_bridge_ort.cc:2043 onnxruntime::Provider& onnxruntime::ProviderLibrary::Get() [ONNXRuntimeError] : 1 : FAIL : Failed to load library /opt/app/runtimes/linux-x64/native/libonnxruntime_providers_cuda.so with error: libcublasLt.so.13: cannot open shared object file: No such file or directory

        """;

    [Theory]
    [InlineData(NoLibrary, "the library `libcublasLt.so.13` is not on this machine")]
    [InlineData("[ErrorCode:Fail] CUDA execution provider is not enabled in this build. ", CudaTrouble.CpuOnly)]
    [InlineData("Failed to load library /a/b.so with error: libcudart.so.13: version `X' not found\n(required by /a/b.so)",
        "a library it needs cannot be loaded: libcudart.so.13: version `X' not found (required by /a/b.so)")]
    [InlineData("[ErrorCode:Fail] CUDA failure 35: driver version is\ninsufficient ", "[ErrorCode:Fail] CUDA failure 35: driver version is insufficient")]
    public void Sentence_SaysTheCause_OnOneLine(string message, string sentence) => Assert.Equal(sentence, CudaTrouble.Sentence(message));
}
