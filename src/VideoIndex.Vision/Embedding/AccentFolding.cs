using System.Collections.Frozen;
using System.Text;

namespace VideoIndex.Vision;

/// <summary>Takes the accents off lower-case letters: what Unicode's decomposition (NFD) without its marks leaves of them.</summary>
/// <remarks>
/// By a table, because this program runs without the system's Unicode library (InvariantGlobalization), where
/// <see cref="string.Normalize()"/> changes nothing. Made from Unicode's data for every letter that decomposes into one letter and marks;
/// Hangul syllables follow Unicode's arithmetic.
/// </remarks>
internal static class AccentFolding
{
    private const int FirstSyllable = 0xAC00, LastSyllable = 0xD7A3, Vowels = 21, Finals = 28;

    /// <summary>Groups: a letter, then the letters that are this one with marks.</summary>
    private const string Groups = """
        aàáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ cçćĉċčḉ eèéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ iìíîïĩīĭįǐȉȋḭḯỉị nñńņňǹṅṇṉṋ
        oòóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ uùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự yýÿŷȳẏẙỳỵỷỹ dďḋḍḏḑḓ gĝğġģǧǵḡ hĥȟḣḥḧḩḫẖ jĵǰ kķǩḱḳḵ
        lĺļľḷḹḻḽ rŕŗřȑȓṙṛṝṟ sśŝşšșṡṣṥṧṩ tţťțṫṭṯṱẗ wŵẁẃẅẇẉẘ zźżžẑẓẕ æǣǽ ʒǯ øǿ ʹʹ ιΐίϊἰἱἲἳἴἵἶἷὶίιῐῑῒΐῖῗ
        αάἀἁἂἃἄἅἆἇὰάᾀᾁᾂᾃᾄᾅᾆᾇᾰᾱᾲᾳᾴᾶᾷ εέἐἑἒἓἔἕὲέ ηήἠἡἢἣἤἥἦἧὴήᾐᾑᾒᾓᾔᾕᾖᾗῂῃῄῆῇ υΰϋύὐὑὒὓὔὕὖὗὺύῠῡῢΰῦῧ οόὀὁὂὃὄὅὸό
        ωώὠὡὢὣὤὥὦὧὼώᾠᾡᾢᾣᾤᾥᾦᾧῲῳῴῶῷ ϒϓϔ ийѝӣӥ еѐёӗ гѓ ії кќ уўӯӱӳ ѵѷ жӂӝ аӑӓ әӛ зӟ оӧ өӫ эӭ чӵ ыӹ اآأإ وؤ يئ ەۀ ہۂ ےۓ नऩ रऱ ळऴ कक़
        खख़ गग़ जज़ डड़ ढढ़ फफ़ यय़ ডড় ঢঢ় যয় ਲਲ਼ ਸਸ਼ ਖਖ਼ ਗਗ਼ ਜਜ਼ ਫਫ਼ େୈ ଡଡ଼ ଢଢ଼ ೕೀೇ ೖೈ ೂೊ ෙේ གགྷ ཌཌྷ དདྷ བབྷ ཛཛྷ ཀཀྵ ဥဦ ᬵᬻᬽᭃ bḃḅḇ fḟ mḿṁṃ pṕṗ vṽṿ
        xẋẍ ſẛ ρῤῥ かが きぎ くぐ けげ こご さざ しじ すず せぜ そぞ ただ ちぢ つづ てで とど はばぱ ひびぴ ふぶぷ へべぺ ほぼぽ うゔ ゝゞ カガ キギ クグ ケゲ コゴ サザ シジ スズ セゼ ソゾ タダ チヂ
        ツヅ テデ トド ハバパ ヒビピ フブプ ヘベペ ホボポ ウヴ ワヷ ヰヸ ヱヹ ヲヺ ヽヾ
        """;

    private static readonly FrozenDictionary<char, char> Bare = Groups
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(group => group[1..], (group, letter) => KeyValuePair.Create(letter, group[0]))
        .ToFrozenDictionary();

    /// <param name="text">In lower case.</param>
    public static string Fold(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (letter is >= (char)FirstSyllable and <= (char)LastSyllable)
                AppendSyllable(folded, letter - FirstSyllable);
            else
                folded.Append(Bare.GetValueOrDefault(letter, letter));
        }

        return folded.ToString();
    }

    private static void AppendSyllable(StringBuilder folded, int syllable)
    {
        folded.Append((char)(0x1100 + syllable / (Vowels * Finals)));
        folded.Append((char)(0x1161 + syllable / Finals % Vowels));
        if (syllable % Finals != 0)
            folded.Append((char)(0x11A7 + syllable % Finals));
    }
}
