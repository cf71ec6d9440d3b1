using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Looks at a stranger's ONNX file before ONNX Runtime does: a tensor that lies in another file could name any file of this machine.</summary>
/// <remarks>
/// Walks the protocol buffer by its field numbers (onnx.proto): graphs, their nodes' attributes (which hold tensors and further graphs),
/// initializers, sparse initializers, functions and training parts. Pure, and safe on any bytes.
/// </remarks>
internal static class OnnxPrecheck
{
    private enum Message
    {
        Model,
        Graph,
        Node,
        Attribute,
        Tensor,
        SparseTensor,
        Function,
        Training,
    }

    /// <summary>Deeper nesting is no model that somebody made on purpose.</summary>
    private const int DeepestNesting = 64;

    /// <exception cref="VideoIndexException"><c>model_damaged</c>: external data, or not an ONNX file.</exception>
    public static void RefuseExternalData(ReadOnlySpan<byte> model, string path)
    {
        // ONNX Runtime goes by these four bytes, and then reads a format of its own in which nothing here was looked for.
        var isOtherFormat = model.Length >= 8 && model[4..8].SequenceEqual("ORTM"u8);
        if (isOtherFormat || !TryWalk(model, Message.Model, 0, out var external))
            throw new VideoIndexException(ErrorCodes.ModelDamaged, $"`{path}` is not a whole ONNX file", "fetch the model again");
        if (external)
            throw new VideoIndexException(ErrorCodes.ModelDamaged,
                $"`{path}` keeps weights in other files, which is refused: such a file can name any file of this machine",
                "take a version of the model with all weights in one file");
    }

    private static bool TryWalk(ReadOnlySpan<byte> bytes, Message message, int depth, out bool external)
    {
        external = false;
        if (depth > DeepestNesting)
            return false;
        while (bytes.Length > 0)
        {
            if (!OnnxFields.TryRead(ref bytes, out var field, out var number, out var content))
                return false;
            if (message == Message.Tensor && (field == 13 || (field == 14 && number != 0)))
                external = true;
            if (Child(message, field) is not { } child)
                continue;
            if (!TryWalk(content, child, depth + 1, out var inner))
                return false;
            external |= inner;
        }

        return true;
    }

    private static Message? Child(Message message, int field) => (message, field) switch
    {
        (Message.Model, 7) => Message.Graph,
        (Message.Model, 20) => Message.Training,
        (Message.Model, 25) => Message.Function,
        (Message.Training, 1 or 2) => Message.Graph,
        (Message.Graph, 1) => Message.Node,
        (Message.Graph, 5) => Message.Tensor,
        (Message.Graph, 15) => Message.SparseTensor,
        (Message.Function, 7) => Message.Node,
        (Message.Function, 11) => Message.Attribute,
        (Message.Node, 5) => Message.Attribute,
        (Message.Attribute, 5 or 10) => Message.Tensor,
        (Message.Attribute, 6 or 11) => Message.Graph,
        (Message.Attribute, 22 or 23) => Message.SparseTensor,
        (Message.SparseTensor, 1 or 2) => Message.Tensor,
        _ => null,
    };
}
