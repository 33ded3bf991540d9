"""What is said and decided in the play, by everyone who plays it."""

from __future__ import annotations

from alke.areas import MAINLAND, area

HANDS = "Osaavan työvoiman saatavuus"
HOMES = "Asuminen ja yhdyskuntarakenne"
RAILS = "Poikittaiset liikenneyhteydet"
THEMES = (HANDS, HOMES, RAILS)
NORTH = ("Kainuu", "Lappi", "Pohjois-Pohjanmaa")
PLACES = [area(code).names.fi for code in MAINLAND]
LATE = ("Satakunta", "Keski-Suomi", "Lappi")
CONTESTED_BECAUSE = "Asuminen kuuluu kuntien päätettäviin, eikä siitä pidä sopia keskusteluissa."
NOT_REACHED = "Aika loppui kesken, ja Kainuun asuminen siirtyi."
LEFT_BECAUSE = "Ratahanke käsitellään liikenneverkon suunnittelussa."
SKIPPED_BECAUSE = "Liitto raportoi hankkeesta vasta loppuvuonna."
SILENT_BECAUSE = "Vastausta pyydettiin kahdesti kirjeitse."
WORSENING = "Ympäristöministeriö edistää sitä, että Kainuun väestöllinen huoltosuhde kääntyy laskuun."
TRAINING = "Työ- ja elinkeinoministeriö kokoaa koulutuksen ennakoinnin maakuntien kanssa."
HOUSING = "Kainuun liitto selvittää työsuhdeasuntojen tarpeen."
OUR_VIEW = "Alueiden väliset erot ovat kasvaneet."
THEIR_VIEW = "Alueiden väliset erot ovat kasvaneet, ja syynä on väestörakenne."
BOTH_VIEWS = f"{THEIR_VIEW} Työllisyys on silti parantunut."
TITLE = "Aluekehittämiskeskustelujen 2026 tulokset"
GOVERNMENT_VIEW = "Valtioneuvoston näkemys alueiden tilannekuvasta"
