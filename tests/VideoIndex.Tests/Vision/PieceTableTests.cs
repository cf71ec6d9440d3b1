using System.Runtime.InteropServices;
using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

/// <summary>Words by themselves, from small tables and from the embedder that comes with the program.</summary>
public sealed class PieceTableTests
{
    private const int Float = 1, UnsignedByte = 2, SignedByte = 3;

    /// <summary>Four pieces whose mean is zero: what is left of each is its own direction.</summary>
    private static readonly float[] Rows = [1, 0, -1, 0, 0, 1, 0, -1];

    public static TheoryData<string, int, byte[]> Kinds => new()
    {
        { "floats", Float, MemoryMarshal.AsBytes<float>(Rows).ToArray() },
        { "bytes", UnsignedByte, [.. Rows.Select(value => (byte)(100 + (50 * value)))] },
        { "signed bytes", SignedByte, [.. Rows.Select(value => (byte)(sbyte)(-20 + (50 * value)))] },
    };

    [Theory, MemberData(nameof(Kinds))]
    public void VectorOf_GivesTheDirectionOfItsPieces_WhateverTheTableIsMadeOf(string kind, int type, byte[] raw)
    {
        var table = PieceTable.TryRead(Model(Tensor(type, [1, 2], new byte[2]), Tensor(type, [4, 2], raw)), 4);

        Assert.True(table is not null, kind);
        Assert.Equal([1f, 0f], Rounded(table.VectorOf([0])));
        Assert.Equal([0f, -1f], Rounded(table.VectorOf([3])));
        Assert.Equal([0.71f, 0.71f], Rounded(table.VectorOf([0, 2])));
        Assert.Null(table.VectorOf([0, 1])); // they cancel out
        Assert.Null(table.VectorOf([4, -1])); // there is no such piece
    }

    [Fact]
    public void TryRead_FindsNothing_WhereThereIsNoTableOfThatLength()
    {
        Assert.Null(PieceTable.TryRead(Model(Tensor(Float, [4, 2], MemoryMarshal.AsBytes<float>(Rows).ToArray())), 5));
        Assert.Null(PieceTable.TryRead(Model(Tensor(Float, [4, 2], new byte[7])), 4));
        Assert.Null(PieceTable.TryRead([0xFF, 0xFF, 0xFF], 4));
    }

    [Fact]
    public void WordVector_OfTheSampleEmbedder_KnowsWhichWordsAreAlike()
    {
        var files = EmbedderFiles.Read(Path.Combine(TestFolders.SampleModel, "embedder"));
        var pieces = new WordPieces(files);
        var words = new WordTable(pieces, PieceTable.TryRead(files.Graph, pieces.Count));

        Assert.InRange(Likeness("woman", "lady"), 0.6, 0.99);
        Assert.InRange(Likeness("car", "vehicle"), 0.6, 0.99);
        Assert.InRange(Likeness("man", "table"), -0.3, 0.3);
        Assert.Null(words.VectorOf(new string('x', 1_000)));

        double Likeness(string a, string b) => words.VectorOf(a)!.Zip(words.VectorOf(b)!, (x, y) => (double)x * y).Sum();
    }

    private static float[] Rounded(float[]? vector) => [.. vector!.Select(value => MathF.Round(value, 2) + 0f)];

    private static byte[] Model(params ProtobufWriter[] tensors) =>
        new ProtobufWriter().Message(7, tensors.Aggregate(new ProtobufWriter(), (graph, tensor) => graph.Message(5, tensor))).ToArray();

    private static ProtobufWriter Tensor(int type, int[] shape, byte[] raw) =>
        shape.Aggregate(new ProtobufWriter(), (tensor, length) => tensor.Integer(1, length)).Integer(2, type).Text(8, "words").Bytes(9, raw);
}
