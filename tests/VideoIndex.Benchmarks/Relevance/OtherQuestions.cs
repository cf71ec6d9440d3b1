namespace VideoIndex.Benchmarks.Relevance;

/// <summary>Queries that nothing in the sets answers: letters, words at random, other languages, other subjects. The same every time.</summary>
internal static class OtherQuestions
{
    private const int Seed = 20_261_125;

    private const string Languages = """
        ein Mann öffnet langsam die Tür zum Keller
        die Kinder spielen im Garten mit dem Ball
        sie schneidet Zwiebeln auf einem Holzbrett
        der Zug fährt in den Bahnhof ein
        wer hat gestern das Licht angelassen
        un homme ouvre la porte du jardin
        la femme verse du lait dans un bol
        les enfants courent sur la plage
        il joue de la guitare devant la maison
        le chat dort sur le canapé
        un hombre abre la puerta de la cocina
        la mujer corta el pan en rodajas
        los niños juegan al fútbol en la calle
        el perro corre detrás de la pelota
        una chica canta en el escenario
        un uomo apre la porta del garage
        la ragazza legge un libro sul divano
        i bambini giocano con la neve
        il cuoco mescola la salsa nella pentola
        o homem abre a porta do carro
        a mulher corta as cebolas na cozinha
        as crianças brincam no parque
        muž otevírá dveře od sklepa
        pies biega po trawie za piłką
        kobieta kroi chleb w kuchni
        en man öppnar dörren till huset
        lapset leikkivät pihalla pallon kanssa
        een man opent de deur van de schuur
        мужчина открывает дверь
        женщина режет лук на кухне
        собака бежит по траве
        男が台所でドアを開ける
        女人在厨房切洋葱
        아이가 공원에서 공을 찬다
        رجل يفتح الباب
        η γυναίκα κόβει το ψωμί
        adam mutfakta kapıyı açıyor
        एक आदमी दरवाजा खोलता है
        người đàn ông mở cửa bếp
        seorang pria membuka pintu dapur
        """;

    private const string Subjects = """
        quantum chromodynamics lattice calculation
        quarterly tax return deadline for corporations
        photosynthesis in deep sea bacteria
        how to configure a postgres replication slot
        the treaty of westphalia and sovereignty
        monetary policy of the european central bank
        mitochondrial dna sequencing protocol
        proof of the riemann hypothesis
        container ship unloading at rotterdam harbour
        coronal mass ejection hits satellite
        parliament debates the pension reform
        tectonic plates under iceland
        a submarine surfacing through arctic ice
        molten steel poured in a foundry
        mri scan of a fractured vertebra
        astronaut repairs the space station
        oil rig in a north sea storm
        glacier calving into the ocean
        microscope view of a dividing cell
        stock exchange trading floor panic
        paleontologists excavating a sauropod femur
        wind turbine blade transported on a highway
        the pope blesses the crowd on easter sunday
        supernova remnant spectrum analysis
        bridge collapse investigation report
        harvesting saffron in iran
        a volcano erupting at night with lava fountains
        deep learning gradient descent lecture
        nuclear reactor control room alarm
        coral bleaching on the great barrier reef
        roman aqueduct construction techniques
        patent litigation over semiconductor design
        vaccination campaign in rural kenya
        beekeeper collecting a swarm from a church tower
        space shuttle launch countdown
        bitcoin mining farm in siberia
        opera premiere at la scala
        archaeologist opens a pharaoh tomb
        iceberg drifting past newfoundland
        high speed train derailment simulation
        blast furnace maintenance shutdown
        customs inspection of frozen shrimp
        inflation expectations survey of households
        kidney transplant surgery complications
        leopard hunting impala in the serengeti
        penguin colony in antarctica
        polar bear swimming between ice floes
        solar eclipse seen from chile
        sumo wrestling tournament final
        falcon rocket booster landing on a barge
        cathedral organ restoration
        flood in the streets of venice
        combine harvester in a wheat field at dusk
        camel caravan crossing the sahara
        tornado destroys a barn
        aircraft carrier catapult launch
        rice terraces of the philippines
        shipyard welders building a tanker
        tea ceremony in kyoto
        whale breaching next to a kayak
        """;

    public static readonly IReadOnlyList<string> Kinds = ["letters", "word salad", "languages", "subjects"];

    /// <param name="words">Where the word salad takes its words from.</param>
    public static IReadOnlyList<(string Kind, string Text)> All(IReadOnlyList<string> words)
    {
        var random = new Random(Seed);
        return
        [
            .. Enumerable.Range(0, 200).Select(_ => ("letters", Phrase(random, 1, 6, () => Letters(random)))),
            .. Enumerable.Range(0, 200).Select(_ => ("word salad", Phrase(random, 3, 8, () => words[random.Next(words.Count)]))),
            .. Lines(Languages).Select(text => ("languages", text)),
            .. Lines(Subjects).Select(text => ("subjects", text)),
        ];
    }

    private static string Phrase(Random random, int least, int most, Func<string> word) =>
        string.Join(' ', Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => word()));

    private static string Letters(Random random) => string.Concat(Enumerable.Range(0, random.Next(3, 11)).Select(_ => (char)random.Next('a', 'z' + 1)));

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
