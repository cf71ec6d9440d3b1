using System.Runtime.InteropServices;

namespace VideoIndex.Vision;

/// <summary>An ONNX graph in the making: inputs, operators in order of their running, outputs, and weights that lie in our own memory.</summary>
/// <remarks>Every method that makes a value returns its name, which later operators take as input. Field numbers: onnx.proto.</remarks>
internal sealed class OnnxGraph(string name)
{
    /// <summary>Operators of ONNX itself and of ONNX Runtime's own set.</summary>
    public const string Standard = "", Microsoft = "com.microsoft";

    // Opset 21 is the newest one that every operator used here is old enough for; 10 is the file format that goes with it.
    private const int OpsetVersion = 21, FormatVersion = 10;
    private const int ExternalData = 1;

    private readonly ProtobufWriter _graph = new();
    private readonly List<OnnxWeight> _weights = [];
    private readonly List<IOwnOperator> _operators = [];
    private int _count;

    public string Name { get; } = name;

    /// <summary>Weights that must be handed to the session beside the graph; <see cref="ModelSession"/> frees their memory.</summary>
    public IReadOnlyList<OnnxWeight> Weights => _weights;

    /// <summary>What the session computes with code of ours; <see cref="ModelSession"/> takes them over.</summary>
    public IReadOnlyList<IOwnOperator> Operators => _operators;

    public string Input(string name, OnnxType type, params ReadOnlySpan<OnnxDimension> shape)
    {
        _graph.Message(11, Describe(name, type, shape));
        return name;
    }

    public void Output(string name, OnnxType type, params ReadOnlySpan<OnnxDimension> shape) =>
        _graph.Message(12, Describe(name, type, shape));

    /// <summary>An operator with one output.</summary>
    public string Add(string domain, string type, string[] inputs, params OnnxAttribute[] attributes)
    {
        var output = $"{type}_{_count}";
        Add(domain, type, inputs, [output], attributes);
        return output;
    }

    /// <summary>An operator that is computed here, with one output.</summary>
    public string Add(IOwnOperator computed, params string[] inputs) => Add(OwnOperatorSet.Domain, OwnOperatorSet.Type, inputs, Place(computed));

    /// <inheritdoc cref="Add(string, string, string[], string[], OnnxAttribute[])"/>
    public void Add(IOwnOperator computed, string[] inputs, string[] outputs) => Add(OwnOperatorSet.Domain, OwnOperatorSet.Type, inputs, outputs, Place(computed));

    /// <summary>An operator with several outputs, or one whose name matters; an empty name leaves an input or output out.</summary>
    public void Add(string domain, string type, string[] inputs, string[] outputs, params OnnxAttribute[] attributes)
    {
        var node = new ProtobufWriter();
        foreach (var input in inputs)
            node.Text(1, input);
        foreach (var output in outputs)
            node.Text(2, output);
        node.Text(3, $"{type}_{_count++}").Text(4, type);
        foreach (var attribute in attributes)
            node.Message(5, attribute.Message);
        _graph.Message(1, node.Text(7, domain));
    }

    /// <summary>Numbers in our own memory, floats unless said otherwise: the graph holds only a name and a shape.</summary>
    public string Weight(string name, NativeBuffer data, params long[] shape) => Weight(name, data, OnnxType.Float, shape);

    /// <inheritdoc cref="Weight(string, NativeBuffer, long[])"/>
    public string Weight(string name, NativeBuffer data, OnnxType type, params long[] shape)
    {
        var tensor = Tensor(name, type, shape)
            // The location is never opened: the session takes the memory we hand it.
            .Message(13, new ProtobufWriter().Text(1, "location").Text(2, "memory"))
            .Integer(14, ExternalData);
        _graph.Message(5, tensor);
        _weights.Add(new OnnxWeight(name, data, type, shape));
        return name;
    }

    /// <summary>Whole numbers inside the graph: shapes and positions.</summary>
    public string Integers(params long[] values)
    {
        var name = $"integers_{_count++}";
        _graph.Message(5, Tensor(name, OnnxType.Int64, [values.Length]).Bytes(9, MemoryMarshal.AsBytes<long>(values)));
        return name;
    }

    public byte[] ToModel() => new ProtobufWriter()
        .Integer(1, FormatVersion)
        .Text(2, "VideoIndex")
        .Message(7, _graph.Text(2, Name))
        .Message(8, new ProtobufWriter().Text(1, Standard).Integer(2, OpsetVersion))
        .Message(8, new ProtobufWriter().Text(1, Microsoft).Integer(2, 1))
        .Message(8, new ProtobufWriter().Text(1, OwnOperatorSet.Domain).Integer(2, 1))
        .ToArray();

    private OnnxAttribute Place(IOwnOperator computed)
    {
        _operators.Add(computed);
        return OnnxAttribute.Of(OwnOperatorSet.Place, _operators.Count - 1);
    }

    private static ProtobufWriter Tensor(string name, OnnxType type, long[] shape)
    {
        var tensor = new ProtobufWriter();
        foreach (var size in shape)
            tensor.Integer(1, size);
        return tensor.Integer(2, (int)type).Text(8, name);
    }

    private static ProtobufWriter Describe(string name, OnnxType type, ReadOnlySpan<OnnxDimension> shape)
    {
        var dimensions = new ProtobufWriter();
        foreach (var dimension in shape)
            dimensions.Message(1, dimension.Write());
        var tensor = new ProtobufWriter().Integer(1, (int)type).Message(2, dimensions);
        return new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, tensor));
    }
}
