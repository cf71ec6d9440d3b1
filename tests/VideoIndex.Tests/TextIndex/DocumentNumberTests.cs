using VideoIndex.TextIndex;

namespace VideoIndex.Tests.TextIndex;

public sealed class DocumentNumberTests
{
    [Theory]
    [InlineData("w1")]
    [InlineData("c7")]
    [InlineData("e0")]
    [InlineData("w72057594037927935")] // 2^56 - 1
    public void AnIdComesBackFromItsNumber(string id) => Assert.Equal(id, DocumentNumber.Id(DocumentNumber.Of(id)));

    [Theory]
    [InlineData("")]
    [InlineData("w")]
    [InlineData("7")]
    [InlineData("ww1")]
    [InlineData("w-1")]
    [InlineData("w72057594037927936")]
    public void WhatIsNoIdIsRefused(string id) => Assert.Throws<FormatException>(() => DocumentNumber.Of(id));
}
