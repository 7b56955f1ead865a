"""Adjectives and names of people that point to a place: Ukrainian, Ukrainians, Turk, Muscovite, Texan.

The table is ours, written by hand. A line names its target, then adjectives, then after ``|`` nouns for people
(singular; the plural is formed, or given after ``/``). An adjective that ends in -an or -i is a noun as well.
Targets: an ISO country code, the GeoNames code of a first-level division, or ``=Name`` for a continent, region
or city (``=Name,CC`` where several share the name).
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

_TABLE = """
AD Andorran
AE Emirati
AF Afghan
AG Antiguan
AL Albanian
AM Armenian
AO Angolan
AR Argentine Argentinian Argentinean | Argentine
AT Austrian
AU Australian Aussie | Aussie
AW Aruban
AZ Azerbaijani Azeri
BA Bosnian Herzegovinian | Bosniak
BB Barbadian Bajan
BD Bangladeshi
BE Belgian
BF Burkinabe Burkinabé | Burkinabe/Burkinabe
BG Bulgarian
BH Bahraini
BI Burundian
BJ Beninese Beninois
BM Bermudian Bermudan
BN Bruneian
BO Bolivian
BR Brazilian
BS Bahamian
BT Bhutanese
BW Botswanan Motswana | Batswana/Batswana
BY Belarusian Belarussian Byelorussian
BZ Belizean
CA Canadian
CD Congolese
CF Central-African
CH Swiss | Swiss/Swiss
CI Ivorian Ivoirian
CL Chilean
CM Cameroonian
CN Chinese | Chinese/Chinese
CO Colombian
CR Costa-Rican
CU Cuban
CV Cape-Verdean Cabo-Verdean
CW Curaçaoan
CY Cypriot | Cypriot
CZ Czech | Czech
DE German
DJ Djiboutian
DK Danish | Dane
DM Dominiquais
DO Dominican
DZ Algerian
EC Ecuadorian Ecuadorean
EE Estonian
EG Egyptian
EH Sahrawi Saharawi
ER Eritrean
ES Spanish | Spaniard
ET Ethiopian
FI Finnish | Finn
FJ Fijian
FM Micronesian
FO Faroese
FR French | Frenchman/Frenchmen Frenchwoman/Frenchwomen
GA Gabonese
GB British | Briton Brit
GD Grenadian
GE Georgian
GH Ghanaian
GI Gibraltarian
GL Greenlandic | Greenlander
GM Gambian
GN Guinean
GQ Equatoguinean Equatorial-Guinean
GR Greek | Greek
GT Guatemalan
GU Guamanian
GW Bissau-Guinean
GY Guyanese
HK Hongkonger | Hongkonger Hong-Konger
HN Honduran
HR Croatian | Croat
HT Haitian
HU Hungarian
ID Indonesian
IE Irish | Irishman/Irishmen Irishwoman/Irishwomen
IL Israeli
IN Indian
IQ Iraqi
IR Iranian Persian
IS Icelandic | Icelander
IT Italian
JM Jamaican
JO Jordanian
JP Japanese | Japanese/Japanese
KE Kenyan
KG Kyrgyz Kyrgyzstani Kirghiz
KH Cambodian Khmer
KI I-Kiribati
KM Comoran Comorian
KN Kittitian Nevisian
KP North-Korean
KR South-Korean
KW Kuwaiti
KY Caymanian
KZ Kazakh Kazakhstani | Kazakh
LA Laotian Lao
LB Lebanese | Lebanese/Lebanese
LC Saint-Lucian St-Lucian
LI Liechtensteiner | Liechtensteiner
LK Sri-Lankan
LR Liberian
LS Basotho Mosotho
LT Lithuanian
LU Luxembourgish | Luxembourger
LV Latvian
LY Libyan
MA Moroccan
MC Monégasque Monegasque
MD Moldovan Moldavian
ME Montenegrin | Montenegrin
MG Malagasy Madagascan
MH Marshallese
MK Macedonian North-Macedonian
ML Malian
MM Burmese Myanma
MN Mongolian | Mongol
MO Macanese
MR Mauritanian
MT Maltese
MU Mauritian
MV Maldivian
MW Malawian
MX Mexican
MY Malaysian
MZ Mozambican
NA Namibian
NC New-Caledonian
NE Nigerien
NG Nigerian
NI Nicaraguan
NL Dutch | Dutchman/Dutchmen Dutchwoman/Dutchwomen
NO Norwegian
NP Nepalese Nepali
NR Nauruan
NZ Kiwi New-Zealander | New-Zealander Kiwi
OM Omani
PA Panamanian
PE Peruvian
PF French-Polynesian Tahitian
PG Papua-New-Guinean
PH Philippine Filipino | Filipino Filipina
PK Pakistani
PL Polish | Pole
PR Puerto-Rican
PS Palestinian
PT Portuguese | Portuguese/Portuguese
PW Palauan
PY Paraguayan
QA Qatari
RO Romanian
RS Serbian | Serb
RU Russian
RW Rwandan
SA Saudi Saudi-Arabian
SB Solomon-Islander
SC Seychellois
SD Sudanese | Sudanese/Sudanese
SE Swedish | Swede
SG Singaporean
SI Slovenian Slovene
SK Slovak Slovakian | Slovak
SL Sierra-Leonean
SM Sammarinese
SN Senegalese
SO Somali Somalian
SR Surinamese
SS South-Sudanese
ST Sao-Tomean
SV Salvadoran Salvadorean Salvadorian
SY Syrian
SZ Swazi
TD Chadian
TG Togolese
TH Thai | Thai
TJ Tajik Tajikistani | Tajik
TL Timorese East-Timorese
TM Turkmen Turkmenistani | Turkmen
TN Tunisian
TO Tongan
TR Turkish | Turk
TT Trinidadian Tobagonian
TV Tuvaluan
TW Taiwanese | Taiwanese/Taiwanese
TZ Tanzanian Zanzibari
UA Ukrainian
UG Ugandan
US American
UY Uruguayan
UZ Uzbek Uzbekistani | Uzbek
VA Vatican-based
VC Vincentian
VE Venezuelan
VN Vietnamese | Vietnamese/Vietnamese
VU Ni-Vanuatu Vanuatuan
WS Samoan
XK Kosovar Kosovan | Kosovar
YE Yemeni Yemenite
ZA South-African
ZM Zambian
ZW Zimbabwean
GB.SCT Scottish | Scot Scotsman/Scotsmen Scotswoman/Scotswomen
GB.WLS Welsh | Welshman/Welshmen Welshwoman/Welshwomen
GB.ENG English | Englishman/Englishmen Englishwoman/Englishwomen
GB.NIR Northern-Irish
US.TX Texan
US.CA Californian
US.AK Alaskan
US.AZ Arizonan
US.FL Floridian
US.HI Hawaiian
US.OR Oregonian
US.VA Virginian
US.IA Iowan
US.OH Ohioan
US.PA Pennsylvanian
US.MN Minnesotan
US.MI Michigander Michiganian | Michigander
US.IN Hoosier | Hoosier
US.NY New-Yorker | New-Yorker
US.NJ New-Jerseyan
US.KY Kentuckian
US.TN Tennessean
US.NC North-Carolinian
US.SC South-Carolinian
US.AL Alabamian Alabaman
US.MS Mississippian
US.LA Louisianan Louisianian
US.CO Coloradan
US.NV Nevadan
US.UT Utahn | Utahn
US.MO Missourian
US.KS Kansan
US.NE Nebraskan
US.OK Oklahoman
US.WI Wisconsinite | Wisconsinite
US.IL Illinoisan
US.WV West-Virginian
US.MD Marylander | Marylander
US.VT Vermonter | Vermonter
US.ME Mainer | Mainer
US.RI Rhode-Islander | Rhode-Islander
US.MT Montanan
US.ID Idahoan
US.ND North-Dakotan
US.SD South-Dakotan
US.NM New-Mexican
US.WA Washingtonian
US.DE Delawarean
CA.01 Albertan
CA.02 British-Columbian
CA.03 Manitoban
CA.04 New-Brunswicker | New-Brunswicker
CA.05 Newfoundlander | Newfoundlander
CA.07 Nova-Scotian
CA.08 Ontarian
CA.10 Québécois Quebecois Quebecer | Quebecer Quebecker Québécois/Québécois Quebecois/Quebecois
CA.11 Saskatchewanian
AU.04 Queenslander | Queenslander
AU.06 Tasmanian
AU.07 Victorian
DE.02 Bavarian
DE.13 Saxon
ES.56 Catalan | Catalan
ES.59 Basque | Basque
ES.51 Andalusian
ES.58 Galician
IT.15 Sicilian
IT.14 Sardinian
IT.16 Tuscan
FR.94 Corsican
FR.53 Breton | Breton
BE.VLG Flemish
BE.WAL Walloon | Walloon
IN.23 Punjabi
IN.28 Bengali
IN.12 Kashmiri
PK.05 Sindhi
PK.02 Baloch Balochi
CN.13 Xinjiang-based
CN.14 Tibetan
RU.12 Chechen | Chechen
RU.17 Dagestani
RU.19 Ingush
RU.73 Tatarstani
RU.08 Bashkir
RU.63 Yakut
UA.11 Crimean
=Europe European
=Africa African
=Asia Asian
=South_America South-American
=North_America North-American
=Latin_America Latin-American
=Central_America Central-American
=Middle_East Middle-Eastern Mideastern Mideast
=Caribbean Caribbean
=Scandinavia Scandinavian
=Siberia Siberian
=Balkans Balkan
=Central_Asia Central-Asian
=Southeast_Asia Southeast-Asian
=South_Asia South-Asian
=East_Asia East-Asian
=Eastern_Europe Eastern-European East-European
=Western_Europe Western-European West-European
=Central_Europe Central-European
=West_Africa West-African
=East_Africa East-African
=North_Africa North-African
=Sub-Saharan_Africa Sub-Saharan
=Arctic Arctic
=Antarctica Antarctic
=Caucasus Caucasian
=Transnistria Transnistrian
GE.02 Abkhaz Abkhazian
=South_Ossetia South-Ossetian Ossetian
=Kurdistan Kurdish | Kurd
=Donbas Donbass-based
=the_West Western | Westerner
=Soviet_Union Soviet
=Yugoslavia Yugoslav Yugoslavian
=Czechoslovakia Czechoslovak Czechoslovakian
=East_Germany East-German
=West_Germany West-German
=Moscow,RU Muscovite | Muscovite
=Paris,FR Parisian
=London,GB Londoner | Londoner
=Berlin,DE Berliner | Berliner
=Vienna,AT Viennese
=Rome,IT Roman
=Venice,IT Venetian
=Milan,IT Milanese
=Naples,IT Neapolitan
=Florence,IT Florentine
=Athens,GR Athenian
=Madrid,ES Madrilenian
=Barcelona,ES Barcelonan
=Lisbon,PT Lisboner | Lisboner
=Copenhagen,DK Copenhagener | Copenhagener
=Stockholm,SE Stockholmer | Stockholmer
=Warsaw,PL Varsovian
=Budapest,HU Budapester | Budapester
=Kyiv,UA Kyivan Kievan Kyivite Kievite | Kyivite Kievite
=Kharkiv,UA Kharkivite Kharkovite | Kharkivite Kharkovite
=Odesa,UA Odesan Odessan Odessite | Odessite
=Lviv,UA Lvivite | Lvivite
=Saint_Petersburg,RU Petersburger | Petersburger
=Damascus,SY Damascene
=Jerusalem,IL Jerusalemite | Jerusalemite
=Baghdad,IQ Baghdadi
=Tehran,IR Tehrani
=Cairo,EG Cairene
=Beijing,CN Beijinger | Beijinger
=Shanghai,CN Shanghainese
=Manila,PH Manileño
=Sydney,AU Sydneysider | Sydneysider
=Melbourne,AU Melburnian
=Liverpool,GB Liverpudlian
=Manchester,GB Mancunian
=Glasgow,GB Glaswegian
=Newcastle_upon_Tyne,GB Geordie | Geordie
=Chicago,US Chicagoan
=Los_Angeles,US Angeleno | Angeleno
=Boston,US Bostonian
=Philadelphia,US Philadelphian
=San_Francisco,US San-Franciscan
=Houston,US Houstonian
=Toronto,CA Torontonian
=Montréal,CA Montrealer | Montrealer
=Vancouver,CA Vancouverite | Vancouverite
=Calgary,CA Calgarian
=Edmonton,CA Edmontonian
=Winnipeg,CA Winnipegger | Winnipegger
=Buenos_Aires,AR Porteño | Porteño
=Rio_de_Janeiro,BR Carioca | Carioca
=Gaza,PS Gazan
"""


@dataclass(frozen=True, slots=True)
class Demonym:
    """What an adjective or a name of people points to."""

    target: str
    subtype: Literal["adjective", "demonym"]


@cache
def demonyms() -> dict[str, Demonym]:
    """Return every form in lower case, words separated by single spaces, with its target."""
    table: dict[str, Demonym] = {}
    for line in _TABLE.strip().split("\n"):
        target, _, forms = line.partition(" ")
        adjectives, _, people = forms.partition("|")
        for adjective in adjectives.split():
            table.setdefault(_key(adjective), Demonym(target, "adjective"))
            if adjective.endswith(("an", "i", "ch")) and not adjective.endswith(("nch", "i-Kiribati")):
                table.setdefault(_key(adjective + "s"), Demonym(target, "demonym"))
        for person in people.split():
            singular, _, plural = person.partition("/")
            table.setdefault(_key(singular), Demonym(target, "demonym"))
            table.setdefault(_key(plural or singular + "s"), Demonym(target, "demonym"))
    return table


def _key(form: str) -> str:
    """Hyphens of the table stand for blanks, as hyphens in a text may."""
    return form.lower().replace("-", " ")
