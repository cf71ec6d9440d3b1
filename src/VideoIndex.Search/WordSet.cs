using System.Buffers;
using System.Numerics;

namespace VideoIndex.Search;

/// <summary>The words of a text without order, case and punctuation, to be compared with those of many others. Immutable.</summary>
internal sealed class WordSet
{
    /// <summary>Longer texts fill the bits.</summary>
    private const int MostForBits = 24;

    private readonly ulong[] _words;

    /// <summary>A bit for each word: texts that share few bits share few words, and most pairs need no closer look.</summary>
    private readonly ulong _bits;

    public WordSet(string text)
    {
        var memory = ArrayPool<ulong>.Shared.Rent((text.Length / 2) + 1);
        var words = memory.AsSpan(0, ReadWords(text, memory));
        words.Sort();
        _words = words[..KeepDistinct(words)].ToArray();
        ArrayPool<ulong>.Shared.Return(memory);
        foreach (var word in _words)
            _bits |= 1UL << (int)(word >> 58);
    }

    /// <summary>The share of the words of both that both have; 0 where it is less than <paramref name="least"/>.</summary>
    public double Likeness(WordSet other, double least)
    {
        if (_words.Length == 0 || AreFarApart(other, least))
            return 0;
        var both = Shared(other);
        var share = (double)both / (_words.Length + other._words.Length - both);
        return share >= least ? share : 0;
    }

    /// <summary>Two words may have one bit: hence the two that are forgiven.</summary>
    private bool AreFarApart(WordSet other, double least) => Math.Max(_words.Length, other._words.Length) <= MostForBits
        && BitOperations.PopCount(_bits & other._bits) < (least * BitOperations.PopCount(_bits | other._bits)) - 2;

    private int Shared(WordSet other)
    {
        var (shared, i, j) = (0, 0, 0);
        while (i < _words.Length && j < other._words.Length)
        {
            var (a, b) = (_words[i], other._words[j]);
            shared += a == b ? 1 : 0;
            i += a <= b ? 1 : 0;
            j += b <= a ? 1 : 0;
        }

        return shared;
    }

    /// <summary>Moves the different ones to the front.</summary>
    /// <returns>How many they are.</returns>
    private static int KeepDistinct(Span<ulong> sorted)
    {
        var kept = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[kept - 1])
                sorted[kept++] = sorted[i];
        }

        return kept;
    }

    /// <summary>A number for each word (FNV-1a).</summary>
    /// <returns>How many were written.</returns>
    private static int ReadWords(string text, Span<ulong> words)
    {
        const ulong Start = 14_695_981_039_346_656_037, Factor = 1_099_511_628_211;
        var (count, word) = (0, Start);
        foreach (var letter in text)
        {
            if (char.IsLetterOrDigit(letter))
            {
                word = (word ^ char.ToLowerInvariant(letter)) * Factor;
                continue;
            }

            if (word != Start)
                words[count++] = word;
            word = Start;
        }

        if (word != Start)
            words[count++] = word;
        return count;
    }
}
