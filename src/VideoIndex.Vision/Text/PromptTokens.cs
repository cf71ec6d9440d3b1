using System.Text;

namespace VideoIndex.Vision;

/// <summary>Collects a prompt: special tokens by id, text between two of them encoded in one piece, for its words may join.</summary>
internal sealed class PromptTokens(SmolVlmTokenizer tokenizer)
{
    private readonly List<int> _ids = [];
    private readonly List<int> _pictureStarts = [];
    private readonly StringBuilder _text = new();

    /// <summary>Where each picture's tokens begin.</summary>
    public IReadOnlyList<int> PictureStarts => _pictureStarts;

    public void AddText(string text) => _text.Append(text);

    public void AddSpecial(int id)
    {
        EncodeText();
        _ids.Add(id);
    }

    public void AddPicture(int imageId, int count)
    {
        EncodeText();
        _pictureStarts.Add(_ids.Count);
        _ids.AddRange(Enumerable.Repeat(imageId, count));
    }

    public IReadOnlyList<int> ToIds()
    {
        EncodeText();
        return _ids;
    }

    private void EncodeText()
    {
        _ids.AddRange(tokenizer.EncodePlain(_text.ToString()));
        _text.Clear();
    }
}
