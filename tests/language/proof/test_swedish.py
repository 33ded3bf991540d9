"""What strangers' Swedish says in many ways: a claim that holds, the same turned false, and what to be silent of.

The texts are about Österbotten (MK15) unless they name another region; figures are of the embedded sample.
"""

from __future__ import annotations

import pytest

from alke.base.languages import Language
from alke.indicators.generation import Generation
from alke.language.proof import Claim, Verdict, check

# By construction: a text that holds and one that does not.
PAIRS = {
    "time first, verb before subject": (
        "Vid utgången av 2024 var folkmängden 178 749 i Österbotten.",
        "Vid utgången av 2024 var folkmängden 187 749 i Österbotten.",
    ),
    "turn of a year": (
        "Vid årsskiftet 2024/2025 bodde 178 749 personer i Österbotten.",
        "Vid årsskiftet 2024/2025 bodde 198 749 personer i Österbotten.",
    ),
    "source first": (
        "Enligt Statistikcentralen uppgick andelen pensionärer till 25,7 procent år 2020.",
        "Enligt Statistikcentralen uppgick andelen pensionärer till 35,7 procent år 2020.",
    ),
    "statistics show that": (
        "Statistiken visar att tätortsgraden låg på 84,6 procent år 2020.",
        "Statistiken visar att tätortsgraden låg på 64,6 procent år 2020.",
    ),
    "relative clause": (
        "Bnp per invånare, som 2010 var 36 700 euro, hade 2021 stigit till 44 200 euro.",
        "Bnp per invånare, som 2010 var 36 700 euro, hade 2021 stigit till 54 200 euro.",
    ),
    "while in the country": (
        "Andelen svenskspråkiga var 50,6 procent år 2021, medan den i hela landet var 5,2 procent.",
        "Andelen svenskspråkiga var 50,6 procent år 2021, medan den i hela landet var 9,2 procent.",
    ),
    "list of areas with the year last": (
        "Andelen över 64-åringar var 23,0 procent i Österbotten, 28,5 i Kajanaland och 22,3 i hela landet (2019).",
        "Andelen över 64-åringar var 23,0 procent i Österbotten, 38,5 i Kajanaland och 22,3 i hela landet (2019).",
    ),
    "from and to": (
        "De arbetslösas andel av arbetskraften sjönk från 9,0 procent 2016 till 6,4 procent 2018.",
        "De arbetslösas andel av arbetskraften sjönk från 9,0 procent 2016 till 5,4 procent 2018.",
    ),
    "change between years": (
        "Mellan 2010 och 2024 växte folkmängden med 5 768 personer.",
        "Mellan 2010 och 2024 växte folkmängden med 7 768 personer.",
    ),
    "change from an opening year": (
        "Jämfört med 2010 hade antalet arbetsplatser 2020 minskat med 3 555.",
        "Jämfört med 2010 hade antalet arbetsplatser 2020 minskat med 5 555.",
    ),
    "since and until": (
        "Sedan 2010 har landskapet förlorat 1 170 arbetsplatser fram till 2015: antalet arbetsplatser är då 77 291.",
        "Sedan 2010 har antalet arbetsplatser fram till 2015 minskat med 9 171.",
    ),
    "separable verb": (
        "Folkmängden gick under åren 2015–2018 ned med 701 personer.",
        "Folkmängden gick under åren 2015–2018 upp med 701 personer.",
    ),
    "noun of change after two years": (
        "Antalet arbetsplatser var 78 462 år 2010 och 74 907 år 2020. Minskningen var alltså 3 555.",
        "Antalet arbetsplatser var 78 462 år 2010 och 74 907 år 2020. Minskningen var alltså 5 555.",
    ),
    "fewer than": (
        "År 2020 fanns det 1 511 färre arbetsplatser i Österbotten än 2016.",
        "År 2020 fanns det 1 511 fler arbetsplatser i Österbotten än 2016.",
    ),
    "rank with the verb before it": (
        "Andelen med examen på högre nivå var fjärde högst i landet år 2020.",
        "Andelen med examen på högre nivå var nionde högst i landet år 2020.",
    ),
    "rank after those ahead": (
        "Mellersta Österbotten är fastlandets minsta landskap till folkmängden.",
        "Kajanaland är fastlandets minsta landskap till folkmängden.",
    ),
    "superlatives of two regions": (
        "Högst var sysselsättningsgraden enligt arbetskraftsundersökningen 2018 på Åland och lägst i Kajanaland.",
        "Högst var sysselsättningsgraden enligt arbetskraftsundersökningen 2018 på Åland och lägst i Nyland.",
    ),
    "no other region": (
        "Inget annat landskap har högre bnp per invånare än Nyland (2021).",
        "Inget annat landskap har högre bnp per invånare än Kajanaland (2021).",
    ),
    "above the mean": (
        "Andelen pensionärer låg 2020 under riksgenomsnittet.",
        "Andelen pensionärer låg 2020 över riksgenomsnittet.",
    ),
    "so many times as much": (
        "Bnp per invånare är 2021 en aning högre än i Kajanaland; andelen utländska medborgare är 5,9 procent.",
        "Bnp per invånare är 2021 dubbelt så hög som i Kajanaland.",
    ),
    "share of the country": (
        "I Nyland finns nästan en tredjedel av landets befolkning (2024).",
        "I Nyland finns nästan två tredjedelar av landets befolkning (2024).",
    ),
    "fraction of inhabitants": (
        "I Kajanaland är ungefär var tredje invånare pensionär (2020).",
        "I Kajanaland är ungefär var femte invånare pensionär (2020).",
    ),
    "births and deaths": (
        "År 2021 dog det 81 personer fler än det föddes.",
        "År 2021 föddes det 81 personer fler än det dog.",
    ),
    "births that exceed deaths": (
        "År 2010 översteg antalet födda antalet döda med 604.",
        "År 2010 understeg antalet födda antalet döda med 604.",
    ),
    "loss of migration": (
        "År 2018 förlorade Österbotten 691 personer i flyttningen mellan landskapen.",
        "År 2018 vann Österbotten 691 personer i flyttningen mellan landskapen.",
    ),
    "the figure of another area": (
        "Arbetsplatssufficiensen var 101,6 procent år 2020. I Kajanaland var motsvarande siffra 100,2 procent.",
        "Arbetsplatssufficiensen var 101,6 procent år 2020. I Kajanaland var motsvarande siffra 110,2 procent.",
    ),
    "a year earlier it was": (
        "De arbetslösas andel av arbetskraften var 6,4 procent 2018. Året innan hade den varit högre.",
        "De arbetslösas andel av arbetskraften var 6,4 procent 2018. Året innan hade den varit lägre.",
    ),
    "level that is crossed": (
        "Kajanalands folkmängd sjönk 2024 under 70 000.",
        "Kajanalands folkmängd sjönk 2024 under 60 000.",
    ),
    "unit in the label": ("– Andelen pensionärer, procent: 25,7 (2020)", "– Andelen pensionärer, procent: 45,7 (2020)"),
    "table by years": (
        "Folkmängden\nÅr; 2010; 2018; 2024\nFolkmängd; 172 981; 176 193; 178 749",
        "Folkmängden\nÅr; 2010; 2018; 2024\nFolkmängd; 172 981; 186 193; 178 749",
    ),
    "fraction of another region's value": (
        "Andelen arbetslösa arbetssökande var 2018 drygt hälften av Lapplands.",
        "Andelen arbetslösa arbetssökande var 2018 en dryg tredjedel av Lapplands.",
    ),
    "fraction of what it had been": (
        "Födelseöverskottet i Norra Österbotten var 2021 en tiondel av nivån 2011.",
        "Födelseöverskottet i Norra Österbotten var 2021 hälften av nivån 2011.",
    ),
    "twice as many as then": (
        "Lappland hade 2 169 lediga arbetsplatser 2018, nästan dubbelt så många som 2013.",
        "Lappland hade 2 169 lediga arbetsplatser 2018, nästan fyra gånger så många som 2013.",
    ),
    "twice the figure of the sentence before": (
        "Folkmängden på Åland var 30 654 år 2024. I Kajanaland var antalet dubbelt så stort.",
        "Folkmängden på Åland var 30 654 år 2024. I Kajanaland var antalet fem gånger så stort.",
    ),
    "share of the country, against then": (
        "Birkaland stod 2021 för knappt nio procent av landets bruttonationalprodukt, mot drygt åtta procent 1995.",
        "Birkaland stod 2021 för knappt nio procent av landets bruttonationalprodukt, mot drygt tolv procent 1995.",
    ),
    "more common than": (
        "Svenskspråkiga var 2021 vanligare i Österbotten än i Nyland.",
        "Svenskspråkiga var 2021 ovanligare i Österbotten än i Nyland.",
    ),
    "turned upwards": (
        "Mellan 2010 och 2024 vände folkmängden uppåt.",
        "Mellan 2010 och 2024 vände folkmängden nedåt.",
    ),
    "superlative before its region": (
        "Sett till befolkningstätheten är Lappland glesast, och näst glesast är Kajanaland (2024).",
        "Sett till befolkningstätheten är Lappland glesast, och näst glesast är Kymmenedalen (2024).",
    ),
    "since the turn of the millennium": (
        "Folkmängden på Åland har ökat med 4 878 personer sedan millennieskiftet.",
        "Folkmängden på Åland har ökat med 8 878 personer sedan millennieskiftet.",
    ),
    "inhabitants carried by their unit": (
        "Vid utgången av 2024 räknades 178 749 invånare i Österbotten. Det var 2 556 fler än 2018.",
        "Vid utgången av 2024 räknades 178 749 invånare i Österbotten. Det var 5 556 fler än 2018.",
    ),
    "what a colon introduces": (
        "Arbetslösheten är ett gissel: 6,4 procent av arbetskraften var arbetslösa arbetssökande 2018.",
        "Arbetslösheten är ett gissel: 9,9 procent av arbetskraften var arbetslösa arbetssökande 2018.",
    ),
    "a part fallen away since then": (
        "Kajanalands folkmängd var som störst 1983, och sedan dess har drygt var fjärde invånare fallit bort.",
        "Kajanalands folkmängd var som störst 1983, och sedan dess har drygt varannan invånare fallit bort.",
    ),
    "projection": (
        "Enligt befolkningsprognosen från 2019 är folkmängden på Åland 34 176 år 2040.",
        "Enligt befolkningsprognosen från 2019 är folkmängden på Åland 44 176 år 2040.",
    ),
}
# Of something else, of a part, hedged, or not surely meant: never called false.
SILENT = [
    "Sysselsättningsgraden bland kvinnor var 73,1 procent år 2018.",
    "Bland de svenskspråkiga var sysselsättningsgraden 78 procent.",
    "Sysselsättningsgraden för 55–64-åringar var 70 procent 2018.",
    "Av de arbetslösa var 22 procent långtidsarbetslösa år 2018.",
    "Andelen studerande som blir kvar är 60 procent.",
    "Flyttningsförlusten till Nyland var 450 personer år 2018.",
    "År 2021 föddes 1 650 barn, 90 färre än året innan.",
    "Österbottens andel av landets export är 8 procent.",
    "Arbetslösheten var rekordhög i början av 1990-talet, över 15 procent.",
    "Den privata sektorns arbetsplatser utgör 68 procent av arbetsplatserna.",
    "Om folkmängden ökar med 5 000 invånare behövs 2 300 nya bostäder.",
    "Folkmängden torde ha varit 200 000 redan 2010.",
    "Folkmängden var inte 200 000 år 2010.",
    "Räknat i fasta priser minskade bnp per invånare med 2 procent sedan 2010.",
    "Folkmängden i Vasaregionen var 118 000 vid utgången av 2024.",
    "Under 2017 var flyttningsförlusten mellan landskapen dubbelt så stor som 2018.",
    "Mellersta Österbotten har de största bostadshushållen på fastlandet.",
    "Flest pensionärer av alla landskap har Nyland.",
    "Antalet svenskspråkiga minskade från 2020 till 2021.",
    "Hälften av landets bnp skapas i Nyland och Birkaland.",
    "Befolkningen minskade med 755 personer 2019 i Kajanaland och med 898 personer 2018.",
    "Från Nyland flyttade 28 254 personer till andra landskap 2018 och till Nyland 35 150.",
    "Sex landskap har fler än 250 000 invånare.",
    "Under 2010-talet ökade folkmängden först men minskade under de sista åren.",
    "Nylands befolkning är 25 gånger större än Kajanalands.",
    "Antalet invånare var mellan 155 000 och 199 000 åren 2015–2018.",
    "I åldersgruppen 25–34 år har 61 procent en examen på högre nivå.",
    "Ålderspyramiden är bred upptill: 23,0 procent har fyllt 65 och 10,5 procent 75 år (2019).",
    "Nettoflyttningen bland 20–29-åringar var minus 860 personer 2018.",
    "Försörjningskvoten varierar från 45 till 102 i kommunerna.",
    "Var tredje svenskspråkig har examen på högre nivå.",
    "Av arbetskraften har 55 procent examen på högre nivå.",
    "Av de lediga arbetsplatserna fanns 30 procent inom vården.",
    "Andelen utländska medborgare i arbetskraften är 11 procent.",
    "Den strukturella arbetslösheten är 2,5 procent av arbetskraften.",
    "Enligt befolkningsprognosen från 2024 är folkmängden 150 000 år 2040.",
    "Andelen över 64-åringar var 23,0 procent 2019. På sikt är den 40 procent.",
    "Folkmängden var 178 749 i slutet av 2024. Av dem bor 60 procent i städer.",
    "Allra sämst var läget i Birkaland 2016 då de arbetslösa arbetssökande var 37 646.",
    "I Kymmenedalen minskade folkmängden på tio år, och i relativa tal förlorade bara Södra Savolax mer.",
    "I Mellersta Österbotten bor 2,20 personer i ett bostadshushåll. Större hushåll finns ingenstans.",
    "Med EU:s medeltal som 100 var Åland 160 år 1999 och 109 år 2021.",
    "Folkmängden var 12 procent mindre än i Egentliga Lappland.",
    "En fjärdedel av Mellersta Österbottens studerande kommer från Österbotten.",
    "I norra Österbotten är andelen pensionärer 49 procent.",
    "Andelen med examen på högre nivå är 31,7 procent i Österbotten (landets 32,6).",
    "Andelen med examen på högre nivå är lägre än landets 32,6 procent.",
]


def checked(embedded: Generation, text: str) -> tuple[Claim, ...]:
    return check(text, Language.SV, embedded, embedded.catalogue, "MK15")


@pytest.mark.parametrize(("true", "false"), PAIRS.values(), ids=PAIRS.keys())
def test_a_construction_is_read(embedded: Generation, true: str, false: str) -> None:
    verdicts = [claim.verdict for claim in checked(embedded, true)]
    assert Verdict.HOLDS in verdicts
    assert Verdict.DOES_NOT_HOLD not in verdicts
    assert Verdict.DOES_NOT_HOLD in [claim.verdict for claim in checked(embedded, false)]


@pytest.mark.parametrize("text", SILENT)
def test_what_may_be_of_something_else_is_never_called_false(embedded: Generation, text: str) -> None:
    assert Verdict.DOES_NOT_HOLD not in [claim.verdict for claim in checked(embedded, text)]
