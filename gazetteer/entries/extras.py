"""What newspapers call places and the gazetteer does not: parts of countries, abbreviations of states.

The lists are ours, written by hand; points are one point for reference, rounded to what a region's middle means.
Places here have negative numbers of our own; lines are only ever added at the end of the table.
"""

from dataclasses import dataclass
from functools import cache

from gazetteer.place import Kind

# kind, GeoNames id or "-", latitude and longitude or "- -", country or "-", names
_PLACES = """
region - 46.9 29.5 MD Transnistria; Pridnestrovie; Trans-Dniester; Transdniestria; Придністров'я; Приднестровье
region - 32.0 35.3 PS Palestinian territories; occupied territories
region - 31.0 88.0 CN Tibetan Plateau
region - 42.0 -75.0 US Northeastern United States; the Northeast
region - 46.0 -121.0 US Northwestern United States
region - 33.0 -86.0 US Southeastern United States
region - 34.0 -108.0 US Southwestern United States; the Southwest
region - 39.0 -76.0 US Mid-Atlantic
region - 37.0 -120.0 US Central California
region - 38.5 -122.4 US Napa Valley; Wine Country
region - 46.3 -87.0 US Upper Peninsula
region - 43.0 -75.5 US Upstate New York; upstate New York
region - 32.0 -94.5 US East Texas
region - 33.0 -101.5 US West Texas; South Plains
region - 32.8 -97.0 US North Texas; Dallas-Fort Worth; Metroplex
region - 30.5 -85.5 US Florida Panhandle
region - 24.7 -81.2 US Florida Keys
region - 40.0 -77.0 US Central Pennsylvania
region - 53.0 -110.0 CA Western Canada; Canadian Prairies; the Prairies
region - 49.2 -121.9 CA Fraser Valley; Lower Mainland
region - 52.5 -1.8 GB West Midlands
region - 52.8 -1.0 GB East Midlands
region - 50.8 -4.0 GB South West England
region - 53.9 -2.6 GB Northern England; North of England; North East England; North West England
region - 51.2 -0.3 GB South East England
region - 54.6 -6.7 GB Ulster
region - 54.4 13.4 DE Rügen
region - 43.5 6.0 FR French Riviera; Cote d'Azur; Côte d'Azur
region - 50.0 20.5 PL Lesser Poland
region - -17.5 145.5 AU Far North Queensland; North Queensland
region - -28.0 153.0 AU South East Queensland
region - 50.5 8.5 DE West Germany
region - 48.0 16.5 - Austria-Hungary
region - 0.5 36.0 KE Rift Valley; Great Rift Valley
region - 33.5 70.0 PK Tribal Areas; FATA
region - 10.0 106.0 VN Mekong Delta
region - 45.2 28.8 RO Danube Delta
region - 5.0 -56.0 - Guianas
water - 34.5 32.0 - Eastern Mediterranean
site - 39.435 -77.427 US Fort Detrick
"""

# code of the division, then its abbreviations in newspapers; "!" marks those that are common words or names as well
_ABBREVIATIONS = """
US.AL Ala. AL!
US.AK AK!
US.AZ Ariz. AZ!
US.AR Ark. AR!
US.CA Calif. CA! Cal.!
US.CO Colo. CO!
US.CT Conn. CT!
US.DE Del.! DE!
US.DC D.C. DC
US.FL Fla. FL!
US.GA Ga. GA!
US.HI HI!
US.ID ID!
US.IL Ill.! IL!
US.IN Ind. IN!
US.IA IA!
US.KS Kan. Kans. KS!
US.KY Ky. KY!
US.LA La.! LA!
US.ME ME!
US.MD Md. MD!
US.MA Mass.! MA!
US.MI Mich. MI!
US.MN Minn. MN!
US.MS Miss.! MS!
US.MO Mo.! MO!
US.MT Mont. MT!
US.NE Neb. Nebr. NE!
US.NV Nev. NV!
US.NH N.H. NH
US.NJ N.J. NJ
US.NM N.M. NM
US.NY N.Y. NY
US.NC N.C. NC
US.ND N.D. ND!
US.OH OH!
US.OK Okla. OK!
US.OR Ore. OR!
US.PA Pa. Penn.! PA!
US.RI R.I. RI!
US.SC S.C. SC!
US.SD S.D. SD!
US.TN Tenn. TN!
US.TX Tex. TX!
US.UT UT!
US.VT Vt. VT!
US.VA Va. VA!
US.WA Wash.! WA!
US.WV W.Va. W._Va. WV
US.WI Wis. Wisc. WI!
US.WY Wyo. WY!
CA.01 Alta. AB!
CA.02 B.C. BC
CA.03 Man.! MB!
CA.04 N.B. NB!
CA.05 N.L. NL! Nfld. Newfoundland_and_Labrador
CA.07 N.S. NS!
CA.08 Ont. ON!
CA.09 P.E.I. PEI
CA.10 Que.! Qué. QC
CA.11 Sask. SK!
AU.01 ACT!
AU.02 NSW N.S.W.
AU.03 NT!
AU.04 Qld QLD Qld.
AU.05 SA!
AU.06 Tas.!
AU.07 Vic. VIC!
AU.08 WA!
US U.S. US U.S.A. USA United_States_of_America the_States America США Сполучені_Штати Соединенные_Штаты
GB U.K. UK Great_Britain Britain Британия Британія Англия Англія
AE U.A.E. UAE ОАЭ ОАЕ Эмираты Емірати
CD DRC D.R.C. DR_Congo Congo-Kinshasa Zaire Zaïre Democratic_Republic_of_Congo ДР_Конго ДРК
CG Congo-Brazzaville Republic_of_Congo Republic_of_the_Congo
CI Ivory_Coast Кот-д’Ивуар Кот-д’Івуар
CZ Czechia
KP North_Korea DPRK КНДР Северная_Корея Північна_Корея
KR South_Korea Южная_Корея Південна_Корея
MK Macedonia North_Macedonia
MM Burma Бирма Бірма
NL Holland the_Netherlands
SZ Swaziland
TL East_Timor
TR Türkiye Turkiye
TW Taiwan
IR Persia Персия Персія
VA Holy_See Vatican_City
CV Cape_Verde
PS Palestine State_of_Palestine Палестина
BY Belorussia Byelorussia Белоруссия Білорусія
XK Kosovo
LK Ceylon
TM Туркмения
MD Молдавия Молдавія
ZA ЮАР
CN КНР
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """A place of our own list."""

    geonameid: int
    name: str
    kind: Kind
    lat: float | None
    lon: float | None
    country: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviation:
    """A short or further name of a country or first-level division.

    ``plain`` says that the name stands alone; one that is not plain ("IN", "Miss.") is read as a place only
    behind a comma, in "Natchez, Miss.".
    """

    code: str
    name: str
    plain: bool


@cache
def extras() -> tuple[Extra, ...]:
    """Return the places of our own list."""
    found = []
    for number, line in enumerate(_PLACES.strip().split("\n"), 1):
        kind, ident, lat, lon, country, names = line.split(" ", 5)
        all_names = tuple(name.strip() for name in names.split(";"))
        found.append(
            Extra(
                geonameid=-number if ident == "-" else int(ident),
                name=all_names[0].removeprefix("the "),
                kind=kind,  # type: ignore[arg-type]  # the table's first word is a Kind; a test reads every line
                lat=None if lat == "-" else float(lat),
                lon=None if lon == "-" else float(lon),
                country="" if country == "-" else country,
                names=all_names,
            )
        )
    return tuple(found)


@cache
def abbreviations() -> tuple[Abbreviation, ...]:
    """Return further names of countries and divisions."""
    found = []
    for line in _ABBREVIATIONS.strip().split("\n"):
        code, *names = line.split()
        for name in names:
            bare = name.rstrip("!").replace("_", " ")
            found.append(Abbreviation(code=code, name=bare, plain=not name.endswith("!")))
    return tuple(found)
