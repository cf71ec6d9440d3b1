using Microsoft.ML.OnnxRuntime;

namespace VideoIndex.Vision;

/// <summary>Some rows' logits in the memory of a device, and the tokens picked there.</summary>
internal sealed class PickStep : IDisposable
{
    private readonly TokenPicker _picker;
    private readonly DeviceMemory _logits;
    private readonly NativeBuffer _picked, _trouble;
    private readonly OrtIoBinding _binding;
    private readonly OrtValue[] _tensors;

    public PickStep(TokenPicker picker, int rows)
    {
        _picker = picker;
        _logits = picker.Session.Allocate((long)rows * picker.Vocabulary * sizeof(float));
        _picked = new NativeBuffer(rows * sizeof(long));
        _trouble = new NativeBuffer(rows * sizeof(float));
        _binding = picker.Session.NewBinding();
        Logits = _logits.View(OnnxType.Float, 0, rows, picker.Vocabulary);
        OrtValue bans = picker.Bans.View<float>(0, picker.Vocabulary), picked = _picked.View<long>(0, rows), trouble = _trouble.View<float>(0, rows);
        _tensors = [Logits, bans, picked, trouble];
        _binding.BindInput(PickGraph.Bans, bans);
        _binding.BindOutput(PickGraph.Picked, picked);
        _binding.BindOutput(PickGraph.Trouble, trouble);
    }

    /// <summary>[rows, vocabulary]: what the text model writes.</summary>
    public OrtValue Logits { get; }

    public void Run(CancellationToken cancel)
    {
        _binding.BindInput(PickGraph.Logits, Logits);
        _picker.Session.Run(_binding, cancel);
    }

    public NextToken Next(int row) =>
        NextToken.Of(float.IsFinite(_trouble.Span<float>(row, 1)[0]) ? (int)_picked.Span<long>(row, 1)[0] : NextToken.NotFinite);

    public void Dispose()
    {
        _binding.Dispose();
        foreach (var tensor in _tensors)
            tensor.Dispose();
        _logits.Dispose();
        _picked.Dispose();
        _trouble.Dispose();
    }
}
