using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision.ModelStore;

public sealed class HubOptionsTests
{
    private const string Token = "hf_0123456789abcdef";

    [Theory]
    [InlineData("https://huggingface.co")]
    [InlineData("https://mirror.example/hub/")]
    [InlineData("http://127.0.0.1:8080")]
    public void Validate_TakesHubs(string endpoint) => (new HubOptions() with { Endpoint = new Uri(endpoint), Token = Token }).Validate();

    [Theory]
    [InlineData("ftp://huggingface.co")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:secret@huggingface.co")]
    [InlineData("https://huggingface.co/?a=b")]
    [InlineData("huggingface.co")]
    public void Validate_RefusesOtherAddresses(string endpoint) =>
        Refused(new HubOptions { Endpoint = new Uri(endpoint, UriKind.RelativeOrAbsolute) });

    [Theory]
    [InlineData("")]
    [InlineData("hf_a b")]
    [InlineData("hf_a\r\nX-Header: b")]
    [InlineData("hf_ä")]
    public void Validate_RefusesWhatIsNoToken_WithoutShowingIt(string token) => Refused(new HubOptions { Token = token });

    [Fact]
    public void Validate_SendsNoTokenOverAnOpenLine()
    {
        var open = new HubOptions { Endpoint = new Uri("http://mirror.example") };
        open.Validate();
        Refused(open with { Token = Token });
    }

    [Fact]
    public void ToString_HidesTheToken() => Assert.DoesNotContain(Token, (new HubOptions() with { Token = Token }).ToString(), StringComparison.Ordinal);

    private static void Refused(HubOptions options)
    {
        var trouble = Assert.Throws<VideoIndexException>(options.Validate);
        Assert.Equal(ErrorCodes.BadOption, trouble.Code);
        if (options.Token is { Length: > 0 } token)
            Assert.DoesNotContain(token, trouble.ToString(), StringComparison.Ordinal);
    }
}
