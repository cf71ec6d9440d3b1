using System.Text;
using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

public sealed class ConfigReaderTests : IDisposable
{
    /// <summary>Sizes left out as published files leave them out: the vision tower's layers and MLP width, and here the text heads too.</summary>
    private const string Published =
        """
        {"model_type":"smolvlm","image_token_id":9,"pad_token_id":128002,"scale_factor":2,"tie_word_embeddings":false,
         "text_config":{"model_type":"llama","head_dim":16,"rope_theta":130000,"eos_token_id":2,"max_position_embeddings":64,
           "perceiver_config":{"hidden_act":"gelu","model_type":"vllama3"}},
         "vision_config":{"model_type":"smolvlm_vision","hidden_size":32,"image_size":30,"patch_size":7,"num_attention_heads":2}}
        """;

    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    public ConfigReaderTests()
    {
        File.WriteAllBytes(_folder["model.safetensors"], SafetensorsBytes.Of(
            Tensor("model.text_model.embed_tokens.weight", 10, 48), Tensor("model.text_model.layers.0.self_attn.q_proj.weight", 48, 48),
            Tensor("model.text_model.layers.0.self_attn.k_proj.weight", 16, 48), Tensor("model.text_model.layers.0.mlp.gate_proj.weight", 80, 48),
            Tensor("model.text_model.layers.0.input_layernorm.weight", 48), Tensor("model.text_model.layers.1.input_layernorm.weight", 48),
            Tensor("model.vision_model.encoder.layers.0.layer_norm1.weight", 32), Tensor("model.vision_model.encoder.layers.0.mlp.fc1.weight", 50, 32)));
        File.WriteAllText(_folder["generation_config.json"], """{"eos_token_id":8,"pad_token_id":2}""");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_TakesFromTheTensors_WhatTheFileLeavesOut()
    {
        var config = Read(Published);
        Assert.Equal(new VisionTowerConfig(30, 7, Layers: 1, 32, 2, MlpWidth: 50, 2, 1e-6f), config.Vision);
        Assert.Equal((4, 4), (config.Vision.Grid, config.Vision.TokensPerImage));
        Assert.Equal(new TextModelConfig(Layers: 2, 48, Heads: 3, KeyValueHeads: 1, 16, MlpWidth: 80, 10, 64, 130000, 1e-5f, TiedHead: false), config.Text);
        Assert.Equal(9, config.ImageToken);
    }

    [Fact]
    public void Read_TakesTheEndTokenFromTheGenerationConfig_AndNotFromTheTextConfig()
    {
        Assert.Equal([8], Read(Published).EndTokens);
        File.WriteAllText(_folder["generation_config.json"], """{"eos_token_id":[8,3,128002]}""");
        Assert.Equal([8, 3], Read(Published).EndTokens);
    }

    [Fact]
    public void Read_FindsTheta_InsideRopeParameters() => Assert.Equal(
        77_000, Read(Published.Replace("\"rope_theta\":130000", "\"rope_parameters\":{\"rope_theta\":77000,\"rope_type\":\"default\"}", StringComparison.Ordinal)).Text.RopeTheta);

    [Theory]
    [InlineData("\"rope_theta\":130000,", "", ErrorCodes.ModelDamaged, "`text_config.rope_theta` is missing")]
    [InlineData("\"rope_theta\":130000", "\"rope_theta\":0", ErrorCodes.ModelDamaged, "expected a number above zero")]
    [InlineData("\"rope_theta\":130000", "\"rope_theta\":1e400", ErrorCodes.ModelDamaged, "1e400")]
    [InlineData("\"rope_theta\":130000", "\"rope_theta\":1,\"rope_scaling\":{\"type\":\"yarn\"}", ErrorCodes.ModelUnsupported, "yarn")]
    [InlineData("\"rope_theta\":130000", "\"rope_theta\":1,\"attention_bias\":true", ErrorCodes.ModelUnsupported, "attention_bias")]
    [InlineData("\"model_type\":\"smolvlm\"", "\"model_type\":\"idefics3\"", ErrorCodes.ModelUnsupported, "idefics3")]
    [InlineData("\"model_type\":\"llama\"", "\"model_type\":\"qwen2\"", ErrorCodes.ModelUnsupported, "qwen2")]
    [InlineData("\"model_type\":\"smolvlm\",", "", ErrorCodes.ModelDamaged, "`model_type` is missing")]
    [InlineData("\"patch_size\":7", "\"patch_size\":0", ErrorCodes.ModelDamaged, "vision_config.patch_size")]
    [InlineData("\"patch_size\":7", "\"patch_size\":31", ErrorCodes.ModelDamaged, "0 patches")]
    [InlineData("\"patch_size\":7", "\"patch_size\":99999999999", ErrorCodes.ModelDamaged, "99999999999")]
    [InlineData("\"image_size\":30", "\"image_size\":8193", ErrorCodes.ModelUnsupported, "at most 8192")]
    [InlineData("\"scale_factor\":2", "\"scale_factor\":3", ErrorCodes.ModelDamaged, "scale factor 3")]
    [InlineData("\"num_attention_heads\":2", "\"num_attention_heads\":5", ErrorCodes.ModelDamaged, "5 heads")]
    [InlineData("\"image_token_id\":9", "\"image_token_id\":10", ErrorCodes.ModelDamaged, "vocabulary has 10")]
    [InlineData("\"text_config\":{", "\"text_config\":7,\"x\":{", ErrorCodes.ModelDamaged, "expected an object")]
    public void Read_NamesPlaceAndValue_WhenItIsWrong(string from, string to, string code, string part)
    {
        Assert.Contains(from, Published, StringComparison.Ordinal);
        var error = Assert.Throws<VideoIndexException>(() => Read(Published.Replace(from, to, StringComparison.Ordinal)));
        Assert.Equal(code, error.Code);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_GivesAConfigOrAClearError_ForDamagedFiles()
    {
        const int seed = 31_337;
        var random = new Random(seed);
        var refused = 0;
        for (var round = 0; round < 2_000; round++)
        {
            var bytes = Encoding.UTF8.GetBytes(Published);
            for (var change = random.Next(1, 4); change > 0; change--)
                bytes[random.Next(bytes.Length)] = (byte)(random.Next(2) == 0 ? random.Next(256) : "0123456789-.eE{}[]\",:\\"[random.Next(22)]);
            try
            {
                var config = Read(bytes);
                Assert.True(config.Vision.TokensPerImage > 0 && config.Text.Heads > 0, $"seed {seed}, round {round}");
            }
            catch (VideoIndexException e)
            {
                Assert.Contains(e.Code, (string[])[ErrorCodes.ModelDamaged, ErrorCodes.ModelUnsupported]);
                refused++;
            }
        }

        Assert.InRange(refused, 1_000, 1_999);
    }

    private SmolVlmConfig Read(string config) => Read(Encoding.UTF8.GetBytes(config));

    private SmolVlmConfig Read(byte[] config)
    {
        File.WriteAllBytes(_folder["config.json"], config);
        using var checkpoint = Checkpoint.Open(_folder.Path);
        return ConfigReader.Read(_folder.Path, checkpoint);
    }

    private static (string, string, long[], byte[]) Tensor(string name, params long[] shape) =>
        (name, "BF16", shape, new byte[2 * shape.Aggregate(1L, (product, size) => product * size)]);
}
