namespace VideoIndex.Vision;

/// <summary>What stands between people and a model, read from the same folder and checked against it.</summary>
internal sealed record LanguageParts(SmolVlmTokenizer Tokenizer, ImagePreparer Images, ChatPromptBuilder Prompts)
{
    /// <exception cref="Core.VideoIndexException"><c>model_damaged</c> when the files of the folder do not belong together.</exception>
    public static LanguageParts Load(string folder, SmolVlmConfig config)
    {
        var images = ImagePreparation.Load(folder);
        if (images.Side != config.Vision.ImageSize)
            throw CheckpointErrors.Damaged("preprocessor_config.json", $"pictures are {images.Side} pixels wide, the vision tower takes {config.Vision.ImageSize}");
        if (images.TokensPerPicture != config.Vision.TokensPerImage)
            throw CheckpointErrors.Damaged("processor_config.json", $"a picture has {images.TokensPerPicture} tokens, the vision tower makes {config.Vision.TokensPerImage}");
        var tokenizer = SmolVlmTokenizer.Load(folder);
        if (tokenizer.Size > config.Text.Vocabulary)
            throw CheckpointErrors.Damaged("tokenizer.json", $"it has {tokenizer.Size} tokens, the text model knows {config.Text.Vocabulary}");
        var image = tokenizer.IdOf("<image>");
        if (image != config.ImageToken)
            throw CheckpointErrors.Damaged("tokenizer.json", $"`<image>` is token {image}, config.json says {config.ImageToken}");
        return new LanguageParts(tokenizer, new ImagePreparer(images), new ChatPromptBuilder(tokenizer, images.TokensPerPicture));
    }
}
