"""English constructions: each true, false and uncheckable, and true sentences that are easy to misread.

The figures are the embedded ones: the population of Kainuu was 78,703 in 2010, 73,061 in 2018 and 69,639 in 2024.
"""

from __future__ import annotations

import pytest

from alke.base.languages import Language
from alke.indicators.generation import Generation
from alke.language.proof import check

HOLDS, FALSE, CANNOT = "holds", "does_not_hold", "cannot_check"

# What is told, with one gap; what fills it truly, falsely and so that nobody can tell.
TRIPLES = [
    (
        "In 2018, {} stood at 73,061.",
        "the population of Kainuu",
        "the population of Lapland",
        "the population of Kajaani",
    ),
    (
        "{} was 64.5 per cent in Kainuu in 2018.",
        "The employment rate",
        "The activity rate",
        "The women's activity rate",
    ),
    ("Kainuu had {} inhabitants at year-end 2024.", "69,639", "79,639", "as the vicar dreamt 79,639"),
    ("Some {} people lived in Kainuu in 2018.", "73,000", "93,000", "93,000 cheerful"),
    ("The population of Kainuu was {} in 2024.", "a little less than 70,000", "well over 80,000", "not 80,000"),
    ("Since 2010 the population of Kainuu has {}.", "shrunk", "grown", "matured"),
    ("The population of Kainuu {} between 2010 and 2018.", "dwindled", "swelled", "aged"),
    ("Kainuu lost {} of its population between 1990 and 2024.", "almost a quarter", "two thirds", "the best part"),
    (
        "Between 2010 and 2018 the region {} inhabitants.",
        "lost more than five thousand",
        "added about 5,000",
        "planned to add 5,000",
    ),
    ("The demographic dependency ratio was {} in 2019 than in 2010.", "higher", "lower", "more worrying"),
    ("Compared with 2010, the demographic dependency ratio was {} in 2019.", "higher", "lower", "more worrying"),
    ("GDP per capita fell {} the national average in 2021.", "short of", "by half to", "like a stone to"),
    (
        "GDP per capita in Uusimaa exceeded the national average by {} in 2021.",
        "EUR 12,500",
        "EUR 22,500",
        "a fabled EUR 22,500",
    ),
    (
        "The employment rate was {} the national average in 2018.",
        "7.2 percentage points below",
        "7.2 percentage points above",
        "clearly not above",
    ),
    ("GDP per capita was EUR 36,100 in Kainuu in 2021 (national average {}).", "45,200", "35,200", "unknown"),
    (
        "At {}, GDP per capita was below the national average in 2021.",
        "36,100 euros",
        "31,100 euros",
        "31,100 roubles",
    ),
    (
        "{} had a higher GDP per capita than any other region in 2021.",
        "Uusimaa",
        "Lapland",
        "The capital",
    ),
    ("No other region had a higher GDP per capita than {} in 2021.", "Uusimaa", "Lapland", "the capital"),
    (
        "Only Lapland had a lower population density than {} in 2024.",
        "Kainuu",
        "Uusimaa",
        "the northern regions",
    ),
    ("In 2019 the share of over-64s in {} was second only to South Savo's.", "Kainuu", "Uusimaa", "Kajaani"),
    ("{} is the most sparsely populated region in Finland.", "Lapland", "Uusimaa", "Utsjoki"),
    ("{} is the third least populous region in the country.", "Kainuu", "Pirkanmaa", "Kuhmo"),
    ("The unemployment rate (LFS) was at its highest in {}.", "2014", "2011", "the dark year 2009"),
    (
        "The unemployment rate (LFS) was 16.9 per cent in 2014; by 2018 it had fallen to {}.",
        "10.8 per cent",
        "13.8 per cent",
        "an acceptable 13.8 per cent",
    ),
    ("{} residents was over 64 in 2019.", "More than one in four", "One in ten", "One in ten happy"),
    (
        "Uusimaa's population was {} that of Pirkanmaa in 2024.",
        "more than three times",
        "more than four times",
        "nothing like",
    ),
    (
        "In 2018 the employment rate was highest in Åland (81.7%) and lowest in {}.",
        "Kainuu (64.5%)",
        "Lapland (67.7%)",
        "Kajaani (64.5%)",
    ),
    ("The share of foreign citizens was {} per cent in 2021.", "2.5", "4.5", "a mere vicar's 4.5"),
    (
        "Students made up {} of the population of Kainuu in 2016.",
        "6.6 per cent",
        "9.6 per cent",
        "few, maybe 9.6 per cent",
    ),
    ("In 2016, {} of jobs in Kainuu were in manufacturing.", "8.8 per cent", "18.8 per cent", "not 18.8 per cent"),
    ("{} of households in Kainuu rented their home in 2020.", "28.6 per cent", "48.6 per cent", "Up to 20–30 per cent"),
    ("In 2016, {} of households in Kainuu owned their home.", "70.2 per cent", "50.2 per cent", "hardly 50.2 per cent"),
    (
        "{} of adults in Kainuu had a tertiary degree in 2020.",
        "25.6 per cent",
        "35.6 per cent",
        "As I hear 35.6 per cent",
    ),
    ("For every vacancy in Kainuu there were {} jobseekers in 2018.", "5.7", "8.7", "allegedly 8.7"),
    (
        "Unemployed jobseekers accounted for {} of Kainuu's labour force in 2018.",
        "11.3 per cent",
        "21.3 per cent",
        "far from 21.3 per cent",
    ),
    ("In 2020, {} of the people of Kainuu lived in built-up areas.", "74.7 per cent", "94.7 per cent", "almost nobody"),
    ("In 2018, {} moved away from Kainuu to other regions.", "2,595 people", "3,595 people", "3,595 women"),
    (
        "Net migration between regions left Kainuu {} in 2018.",
        "563 people poorer",
        "863 people poorer",
        "much the same",
    ),
    ("In 2018 the employment rate was {} of the national average.", "7.2 points short", "4.2 points short", "short"),
    (
        "GDP per inhabitant was EUR 36,100 in Kainuu in 2021, {} the national mean.",
        "9,100 euros behind",
        "5,100 euros behind",
        "a mile behind",
    ),
    (
        "The share of jobs in accommodation and food services in Lapland was {} the share seen in Uusimaa in 2016.",
        "nearly one and a half times",
        "half",
        "1.3 times",
    ),
    (
        "The share of adults with a master's degree in North Savo was {} the share seen in Uusimaa in 2016.",
        "half",
        "twice",
        "close to",
    ),
    ("More people lived in Kainuu in {} than in 2018.", "2010", "2024", "the Bronze Age"),
    (
        "In Pirkanmaa household-dwelling units numbered {} in 2016.",
        "a quarter of a million",
        "half a million",
        "a host",
    ),
    (
        "Kainuu had 73,061 inhabitants in 2018. By 2024 the number had {}.",
        "fallen by 3,422",
        "fallen by 5,422",
        "changed",
    ),
    ("Since 2006 household-dwelling units in Kainuu have {}.", "declined", "increased", "improved"),
    ("One inhabitant in {} of Kainuu was a pensioner in 2020.", "three", "six", "a family"),
]

TRUE = [
    ("MK18", "Kainuu's unemployment rate is one of the highest in the country."),
    ("MK18", "GDP per capita is almost the lowest in the country."),
    ("MK18", "Kainuu is, after Lapland, the most sparsely populated region."),
    ("MK18", "The national unemployment rate (LFS) was 7.4 per cent in 2018; the region's was 10.8 per cent."),
    ("MK18", "The number of jobs fell by about 2,600 between 2011 and 2015 but has since recovered slightly."),
    ("MK18", "Out-migration exceeded in-migration by 563 people in 2018."),
    ("MK18", "In 2014 the employment rate was ten points below the national level; by 2018 the gap had shrunk."),
    ("MK18", "GDP per capita is higher only than in North Karelia, Päijät-Häme and South Savo."),
    ("MK18", "The region lost people in migration between regions every year from 2008, most in 2013 (688)."),
    ("MK18", "The share of foreign citizens, 2.5 per cent, is less than half of the national figure (5.3 per cent)."),
    (
        "MK18",
        "While the country's population grew by five per cent in 2010–2024, that of Kainuu fell by almost twelve.",
    ),
    ("MK18", "Employment improved by 6.2 percentage points from 2014 to 2018, three times as much as in the country."),
    ("MK18", "Nine out of ten residents of Kainuu speak Finnish; 2.5 per cent are foreign citizens."),
    ("MK18", "The highest unemployment rate was 12.9 per cent, in Suomussalmi."),
    (
        "MK18",
        "Over four years the employment rate climbed by more than six percentage points, to 64.5 per cent in 2018.",
    ),
    ("MK01", "Uusimaa has gained about 18,000 inhabitants a year since 2010."),
    ("MK01", "Unemployment varied between 5.8 and 8.0 per cent in 2011–2018 (LFS)."),
    (
        "MK01",
        "The employment rate dipped from 73.9 per cent in 2011 to 72.3 in 2015 and then recovered to 74.3 in 2018.",
    ),
    ("MK01", "There were 73,988 unemployed jobseekers in 2018. This was 22 per cent fewer than in 2016."),
    ("MK06", "Pirkanmaa is the largest region after Uusimaa."),
    ("MK06", "Just under 16,000 people came to Pirkanmaa from other regions in 2018."),
    ("MK06", "In-migration from other regions was 15,915 in 2018 and the net gain 2,633."),
    (
        "MK19",
        "Lapland's GDP per capita has risen more than the country's: from 28,800 euros in 2010 to 40,000 in 2021.",
    ),
    ("SSS", "The population grew in Uusimaa and North Ostrobothnia but fell in Kainuu between 2010 and 2018."),
    ("SSS", "GDP per capita ranged from EUR 34,400 in South Savo to EUR 57,700 in Uusimaa in 2021."),
    ("SSS", "Finland's natural increase fell below zero in 2016."),
    ("MK19", "The share of young adults (20–29) in Lapland was 11.2 per cent in 2018."),
    (
        "MK02",
        "In 2020 the share of primary production in jobs was lower in Southwest Finland than in South Ostrobothnia.",
    ),
    ("MK02", "Unlike North Savo, Southwest Finland had a lower old-age dependency ratio in 2018."),
    ("MK10", "South Savo's population shrank by 4.6 per cent in 2001–2008, that is, by 7,086 people."),
    ("MK05", "The number of people moving away from Kainuu to other regions was 2,595 in 2018."),
    (
        "MK15",
        "The employment rate in Ostrobothnia was 75.0 per cent in 2018, when it was 71.7 per cent nationally (LFS).",
    ),
    ("MK18", "Nationally, the proportion of pensioners in the population was lower than in Kanta-Häme in 2020."),
    ("MK12", "For every vacancy in North Karelia there were 9.7 jobseekers in 2018, the worst ratio in the country."),
]

NARROWER = [
    "Young people's unemployment in Kainuu was 20 per cent in 2018.",
    "Private-sector jobs in Kainuu grew by 12 per cent between 2010 and 2020.",
    "The unemployment rate excluding layoffs was 9.5 per cent in 2018.",
    "In Kainuu, GDP per employed person was EUR 85,000 in 2021.",
    "Among the regions of northern Finland, Kainuu had the lowest unemployment rate in 2018.",
    "The number of foreign citizens was 1,700 in 2021.",
    "If the population had developed as in the whole country, Kainuu would have 82,000 inhabitants.",
    "Tourism jobs rose by 15 per cent from 2010 to 2018.",
    "The employment rate of immigrants was 55 per cent in 2018.",
    "The 28.5 per cent who were over 64 in 2019 will be 38 per cent in 2040, we fear.",
    "The unemployment rate among the under-25s was 20.1 per cent in Kainuu in 2018.",
    "The 15–74 employment rate in Kainuu was 58 per cent in 2018.",
    "Manufacturing accounted for 30 per cent of GDP in Ostrobothnia in 2016.",
    "GDP per person employed was 80,000 euros in Kainuu in 2021.",
    "GDP per inhabitant grew by 4 per cent in real terms in Kainuu in 2021.",
    "Of tertiary graduates, 60 per cent leave Kainuu.",
    "The share of people over 64 who live alone is 40 per cent in Kainuu.",
    "Kainuu lost 250 people to North Ostrobothnia in 2018.",
    "Together, Kainuu and Lapland have 245,790 inhabitants.",
    "Household loans averaged EUR 32,000 in Kainuu in 2020.",
    "Ten regions lost population in 2018.",
]


def verdicts(embedded: Generation, text: str, area: str = "MK18") -> list[str]:
    return [claim.verdict.value for claim in check(text, Language.EN, embedded, embedded.catalogue, area)]


@pytest.mark.parametrize(("text", "true", "false", "unsure"), TRIPLES)
def test_a_construction_is_read_true_false_and_uncheckable(
    embedded: Generation, text: str, true: str, false: str, unsure: str
) -> None:
    told = [verdicts(embedded, text.format(word)) for word in (true, false, unsure)]
    assert (HOLDS in told[0], FALSE in told[0]) == (True, False), (text.format(true), told[0])
    assert FALSE in told[1], (text.format(false), told[1])
    assert FALSE not in told[2], (text.format(unsure), told[2])


@pytest.mark.parametrize(("area", "text"), TRUE)
def test_a_true_sentence_that_is_easy_to_misread_is_not_called_false(
    embedded: Generation, area: str, text: str
) -> None:
    assert FALSE not in verdicts(embedded, text, area)


@pytest.mark.parametrize("text", NARROWER)
def test_a_narrower_subject_than_the_indicator_is_not_called_false(embedded: Generation, text: str) -> None:
    assert FALSE not in verdicts(embedded, text)
