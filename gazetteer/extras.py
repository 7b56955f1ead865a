"""Places that no list of settlements and divisions holds: continents, regions, waters, sites, abbreviations.

The list is ours, written by hand; points are one point for reference, rounded to what a region's middle means.
A region without any agreed middle (the West, Donbas as people use the word) has no point. Ids of GeoNames stand
where we know them, else negative numbers of our own; lines are only ever added at the end of a table.
"""

from dataclasses import dataclass
from functools import cache

from gazetteer.place import Kind

# kind, GeoNames id or "-", latitude and longitude or "- -", country or "-", names
_PLACES = """
region 6255148 48.69 9.14 - Europe; Європа; Европа
region 6255146 7.19 21.09 - Africa; Африка
region 6255147 29.84 89.30 - Asia; Азія; Азия
region 6255149 46.07 -100.55 - North America; Північна Америка; Северная Америка
region 6255150 -14.60 -57.66 - South America; Південна Америка; Южная Америка
region 6255151 -18.31 138.52 - Oceania; Океанія; Океания
region 6255152 -78.16 16.41 - Antarctica; Антарктида; Антарктика
region - 10.0 -80.0 - Americas
region - 4.44 -61.33 - Latin America; Латинська Америка; Латинская Америка
region - 15.0 -88.0 - Central America; Mesoamerica
region 6269133 33.14 35.86 - Middle East; Mideast; Near East; Близький Схід; Ближний Восток
region 2614165 63.0 12.0 - Scandinavia; Скандинавія; Скандинавия
region 323835 39.0 35.0 TR Anatolia; Asia Minor
region 10941926 75.58 -43.95 - Arctic; Arctic Circle; Арктика
region 6942346 12.38 103.01 - Southeast Asia; South East Asia; South-East Asia; Southeastern Asia
region 9408658 41.34 -3.34 - Southern Europe
region - 51.73 28.39 - Eastern Europe; East Europe; Східна Європа; Восточная Европа
region - 49.0 6.0 - Western Europe; West Europe; Західна Європа; Западная Европа
region - 48.0 16.0 - Central Europe; Middle Europe; Центральна Європа; Центральная Европа
region - 60.0 15.0 - Northern Europe; Nordic countries; Nordics
region - 57.0 24.5 - Baltics; Baltic states; Baltic States; Прибалтика; Країни Балтії
region - 42.5 20.5 - Balkans; Balkan Peninsula; Western Balkans; Балкани; Балканы
region - 42.5 44.5 - Caucasus; South Caucasus; Transcaucasia; Кавказ; Закавказзя; Закавказье
region - 43.2 44.5 RU North Caucasus; Northern Caucasus; Северный Кавказ; Північний Кавказ
region - 42.0 63.0 - Central Asia; Середня Азія; Средняя Азия; Центральная Азия
region - 22.0 79.0 - South Asia; Southern Asia; Indian subcontinent
region - 35.0 115.0 - East Asia; Eastern Asia; Northeast Asia; Far East
region - 13.5 -2.0 - West Africa; Western Africa
region - 1.0 38.0 - East Africa; Eastern Africa
region - 28.0 10.0 - North Africa; Northern Africa; Maghreb
region - -25.0 24.0 - Southern Africa
region - 1.0 19.0 - Central Africa
region - 0.0 20.0 - Sub-Saharan Africa; sub-Saharan Africa; Black Africa
region - 8.0 47.0 - Horn of Africa
region - 14.5 5.0 - Sahel
region - 23.0 12.0 - Sahara; Sahara Desert
region - 15.0 -75.0 - Caribbean; West Indies; Antilles
region - 60.0 105.0 RU Siberia; Сибір; Сибирь
region - 60.0 140.0 RU Russian Far East; Дальний Восток; Далекий Схід
region - 57.0 60.0 RU Urals; Ural Mountains; Ural; Урал
region - 55.0 50.0 - Eurasia; Євразія; Евразия
region - - - - the West; Захід; Запад
region - - - - Global South; global South
region - - - UA Donbas; Donbass; Donets Basin; Донбас; Донбасс
region - - - UA Novorossiya; Новоросія; Новороссия
region - - - UA Sloboda Ukraine; Slobozhanshchyna; Слобожанщина
region - 49.5 25.0 UA Galicia; Halychyna; Галичина; Галиция
region - 48.3 23.0 UA Transcarpathia; Закарпаття; Закарпатье
region - 44.9 34.3 UA Crimea; Crimean Peninsula; Крим; Крым
region - 46.9 29.5 MD Transnistria; Pridnestrovie; Trans-Dniester; Transdniestria; Придністров'я; Приднестровье
region - 43.0 41.0 GE Abkhazia; Абхазія; Абхазия
region - 42.2 44.0 GE South Ossetia; Південна Осетія; Южная Осетия
region - 39.8 46.8 AZ Nagorno-Karabakh; Karabakh; Artsakh; Нагірний Карабах; Нагорный Карабах
region - 36.5 44.0 IQ Kurdistan; Iraqi Kurdistan; Курдистан
region - 36.6 38.5 SY Rojava
region - 31.4 34.4 PS Gaza Strip; Сектор Газа; сектор Газа
region - 32.0 35.3 PS Palestinian territories; Palestinian Territories; occupied territories
region - 33.0 35.8 SY Golan Heights; Golan
region - 29.5 33.8 EG Sinai; Sinai Peninsula
region - 33.0 38.0 - Levant
region - 27.0 51.0 - Gulf states; Gulf region
region - 25.0 45.0 - Arabian Peninsula; Arabia
region - 33.3 44.0 - Mesopotamia
region - 13.5 25.0 SD Darfur
region - 34.5 76.5 - Kashmir; Jammu and Kashmir
region - 31.0 74.0 - Punjab region
region - 31.0 88.0 CN Tibetan Plateau; Tibetan plateau
region - 45.0 125.0 CN Manchuria
region - 40.0 127.0 - Korean Peninsula; Korean peninsula
region - 15.0 105.0 - Indochina; Mekong Delta
region - 41.0 -2.0 - Iberia; Iberian Peninsula
region - 53.5 -5.0 - British Isles
region - 50.5 5.5 - Benelux; Low Countries
region - 46.5 10.0 - Alps; Альпи; Альпы
region - 47.5 25.0 - Carpathians; Carpathian Mountains; Карпати; Карпаты
region - 42.7 0.5 - Pyrenees
region - 28.0 85.0 - Himalayas; Himalaya
region - -20.0 -67.0 - Andes
region - 43.0 -111.0 - Rocky Mountains; Rockies
region - 37.5 -81.0 US Appalachia; Appalachians; Appalachian Mountains
region - -3.5 -62.0 - Amazon; Amazon Basin; Amazon rainforest; Amazonia
region - -42.0 -70.0 AR Patagonia
region - 44.0 -71.5 US New England
region - 41.5 -93.5 US Midwest; Midwestern United States; American Midwest
region - 33.0 -86.0 US American South; Deep South; the South; Southeastern United States
region - 42.0 -75.0 US Northeast; Northeastern United States
region - 46.0 -121.0 US Pacific Northwest; Northwestern United States
region - 39.0 -76.0 US Mid-Atlantic; East Coast; Eastern Seaboard
region - 37.0 -121.5 US West Coast
region - 29.5 -90.0 US Gulf Coast
region - 34.0 -108.0 US Southwest; American Southwest
region 11071615 34.69 -116.78 US Southern California
region - 39.0 -122.0 US Northern California
region - 37.0 -120.0 US Central California; Central Valley
region - 37.4 -122.1 US Silicon Valley
region - 37.8 -122.3 US Bay Area; San Francisco Bay Area
region - 38.5 -122.4 US Napa Valley; Wine Country
region - 40.8 -73.1 US Long Island
region - 41.7 -70.3 US Cape Cod
region - 46.3 -87.0 US Upper Peninsula
region - 44.0 -72.0 US Upstate New York; upstate New York
region - 32.0 -94.5 US East Texas
region - 33.0 -101.5 US West Texas; South Plains
region - 32.8 -97.0 US North Texas; Dallas-Fort Worth; Metroplex
region - 30.5 -85.5 US Florida Panhandle
region - 24.7 -81.2 US Florida Keys
region - 40.0 -77.0 US Central Pennsylvania
region - 43.7 -79.4 CA Greater Toronto Area; GTA
region - 53.0 -110.0 CA Prairies; Canadian Prairies; Western Canada
region - 46.5 -64.0 CA Maritimes; Maritime provinces; Atlantic Canada
region - 48.5 -56.0 CA Newfoundland
region - 49.6 -125.7 CA Vancouver Island
region - 49.2 -121.9 CA Fraser Valley; Lower Mainland
region - 52.5 -1.5 GB Midlands; West Midlands; East Midlands
region - 50.8 -4.0 GB West Country; South West England; South West
region - 52.4 1.0 GB East Anglia
region - 57.5 -5.0 GB Scottish Highlands; Highlands
region - 53.9 -2.6 GB Northern England; North of England; North East England; North West England
region - 51.2 -0.3 GB South East England
region - 54.6 -6.7 GB Ulster
region - 55.9 9.3 DK Jutland
region - 54.4 13.4 DE Rügen
region - 62.0 25.0 - Fennoscandia
region - 67.5 26.0 FI Lapland
region - 43.5 6.0 FR Provence; French Riviera; Cote d'Azur; Côte d'Azur; Riviera
region - 50.0 20.5 PL Galicia Lesser Poland; Lesser Poland
region - 54.5 20.5 RU Kaliningrad exclave
region - -20.0 147.0 AU Far North Queensland; North Queensland; Great Barrier Reef
region - -25.0 134.0 AU Outback
region - -28.0 153.0 AU South East Queensland
region - 16.5 121.0 PH Luzon
region - 7.8 125.0 PH Mindanao
region - 11.0 123.5 PH Visayas
region - -7.5 110.0 ID Java
region - 0.0 102.0 ID Sumatra
region - 0.5 114.5 - Borneo
region - -2.0 121.0 ID Sulawesi
region - -5.0 141.0 - New Guinea
region - 19.0 -71.0 - Hispaniola
region - 36.2 138.2 JP Honshu
region - 54.0 28.0 - Soviet Union; USSR; U.S.S.R.; СРСР; СССР; Радянський Союз; Советский Союз
region - 44.0 19.5 - Yugoslavia; Югославія; Югославия
region - 49.5 17.0 - Czechoslovakia; Чехословаччина; Чехословакия
region - 52.0 12.5 DE East Germany; GDR; German Democratic Republic
region - 50.5 8.5 DE West Germany
region - 39.5 33.0 - Ottoman Empire
region - 48.0 16.5 - Austria-Hungary
region - 51.0 10.5 - Prussia
region - 50.8 4.4 - European Union; EU; E.U.; Європейський Союз; ЄС; Евросоюз; ЕС
region - -6.0 35.0 KE Rift Valley; Great Rift Valley
region - 35.2 72.4 PK Swat Valley; Swat
region - 33.5 70.0 PK Tribal Areas; FATA; Waziristan
region - 34.0 -83.0 - Bible Belt
region - 43.5 -86.0 - Rust Belt; Great Lakes region
region - 15.5 45.0 - South Arabia
region - 2.8 -60.0 - Guianas
water - 0.0 -140.0 - Pacific; Pacific Ocean; Тихий океан
water - 0.0 -25.0 - Atlantic; Atlantic Ocean; Атлантичний океан; Атлантический океан
water - -10.0 78.0 - Indian Ocean; Індійський океан; Индийский океан
water - 80.0 0.0 - Arctic Ocean; Північний Льодовитий океан; Северный Ледовитый океан
water - -65.0 0.0 - Southern Ocean
water - -20.0 -160.0 - South Pacific; South Pacific Ocean
water - 40.0 -40.0 - North Atlantic
water - 38.0 18.0 - Mediterranean; Mediterranean Sea; Середземне море; Средиземное море
water - 34.5 32.0 - Eastern Mediterranean; eastern Mediterranean
water - 43.0 34.0 - Black Sea; Чорне море; Черное море; Чорному морі; Черном море; Чорного моря; Черного моря
water - 46.0 36.8 - Sea of Azov; Azov Sea; Азовське море; Азовское море
water - 42.0 50.5 - Caspian Sea; Caspian; Каспійське море; Каспийское море
water - 58.0 20.0 - Baltic Sea; Baltic; Балтійське море; Балтийское море
water - 56.0 3.0 - North Sea
water - 53.5 -5.0 - Irish Sea
water - 50.0 -2.0 - English Channel; the Channel
water - 20.0 38.0 - Red Sea; Червоне море; Красное море
water - 26.0 52.0 - Persian Gulf; Arabian Gulf
water - 26.6 56.3 - Strait of Hormuz; Hormuz
water - 12.5 48.0 - Gulf of Aden
water - 15.0 65.0 - Arabian Sea
water - 15.0 88.0 - Bay of Bengal
water - 12.0 113.0 - South China Sea
water - 30.0 125.0 - East China Sea
water - 36.0 123.0 - Yellow Sea
water - 40.0 135.0 - Sea of Japan; East Sea
water - 58.0 -178.0 - Bering Sea
water - 65.8 -168.9 - Bering Strait
water - 25.0 -90.0 - Gulf of Mexico
water - 15.0 -75.0 - Caribbean Sea
water - 60.0 -85.0 CA Hudson Bay
water - -40.0 160.0 - Tasman Sea
water - 41.0 29.0 TR Bosphorus; Bosporus; Босфор
water - 40.2 26.4 TR Dardanelles
water - 30.5 32.3 EG Suez Canal
water - 9.1 -79.7 PA Panama Canal
water - 45.3 36.5 - Kerch Strait; Керченська протока; Керченский пролив
water - 47.5 35.0 UA Dnieper; Dnipro River; Dnieper River; Dnepr
water - 47.1 39.4 - Don River
water - 48.5 39.0 - Siverskyi Donets; Seversky Donets; Donets River
water - 48.3 45.0 RU Volga; Volga River; Волга
water - 45.2 28.8 - Danube; Danube River; Дунай; Danube Delta
water - 50.0 7.6 DE Rhine; Rhine River
water - 49.0 1.5 FR Seine; Seine River
water - 51.5 -0.1 GB Thames; River Thames
water - 30.0 31.2 EG Nile; Nile River; River Nile
water - 35.0 40.0 - Euphrates; Euphrates River
water - 34.0 44.0 IQ Tigris; Tigris River
water - 25.3 83.0 IN Ganges; Ganges River
water - 12.0 105.0 - Mekong; Mekong River
water - 30.6 111.0 CN Yangtze; Yangtze River
water - 35.0 110.0 CN Yellow River
water - 35.0 -90.0 US Mississippi River
water - 40.8 -96.0 US Missouri River
water - 38.5 -84.0 US Ohio River
water - 36.0 -112.0 US Colorado River
water - 27.0 -99.5 - Rio Grande
water - 46.0 -123.0 US Columbia River
water - 41.0 -74.0 US Hudson River
water - 38.3 -77.0 US Potomac; Potomac River; Chesapeake Bay
water - 45.0 -83.0 - Great Lakes
water - 47.7 -87.5 - Lake Superior
water - 44.0 -87.0 US Lake Michigan
water - 44.8 -82.4 - Lake Huron
water - 42.2 -81.2 - Lake Erie
water - 43.7 -77.9 - Lake Ontario
water - 30.2 -90.1 US Lake Pontchartrain
water - -15.8 -69.4 - Lake Titicaca
water - -1.0 33.0 - Lake Victoria
water - 53.5 108.0 RU Lake Baikal; Baikal
water - 47.0 -71.0 CA Saint Lawrence River; St. Lawrence River
site - 55.752 37.617 RU Kremlin; Кремль
site - 38.898 -77.037 US White House; Білий дім; Белый дом
site - 38.871 -77.056 US Pentagon; Пентагон
site - 38.890 -77.009 US Capitol Hill; US Capitol; U.S. Capitol
site - 51.503 -0.128 GB Downing Street; 10 Downing Street
site - 51.500 -0.125 GB Westminster Palace; Houses of Parliament
site - 51.501 -0.142 GB Buckingham Palace
site - 51.471 -0.461 GB Heathrow; Heathrow Airport; London Heathrow
site - 51.148 -0.190 GB Gatwick; Gatwick Airport; London Gatwick
site - 51.508 -0.128 GB Trafalgar Square
site - 40.706 -74.009 US Wall Street
site - 40.758 -73.986 US Times Square
site - 40.783 -73.965 US Central Park
site - 40.712 -74.013 US World Trade Center; Ground Zero
site - 40.641 -73.778 US JFK Airport; John F. Kennedy International Airport; JFK International Airport
site - 33.942 -118.408 US LAX; Los Angeles International Airport
site - 41.974 -87.907 US O'Hare; O'Hare International Airport
site - 31.134 -97.774 US Fort Hood
site - 39.435 -77.427 US Fort Detrick
site - 35.139 -79.006 US Fort Bragg
site - 19.903 -75.099 CU Guantanamo Bay; Guantánamo Bay; Guantanamo
site - 43.677 -79.631 CA Pearson International Airport; Toronto Pearson; Pearson Airport
site - 48.870 2.307 FR Champs-Elysees; Champs-Élysées
site - 48.870 2.317 FR Elysee Palace; Élysée Palace
site - 48.924 2.360 FR Stade de France
site - 41.902 12.453 VA Vatican; St. Peter's Square; Ватикан
site - 39.905 116.397 CN Tiananmen Square
site - 41.037 28.985 TR Taksim Square
site - 30.044 31.236 EG Tahrir Square
site - 51.389 30.099 UA Chernobyl; Chornobyl; Чорнобиль; Чернобыль
site - 47.512 34.585 UA Zaporizhzhia Nuclear Power Plant; ZNPP; Запорізька АЕС; Запорожская АЭС
site - 45.310 36.506 UA Crimean Bridge; Kerch Bridge; Кримський міст; Крымский мост
site - 55.754 37.620 RU Red Square; Красная площадь
site - 50.450 30.524 UA Maidan; Independence Square; Майдан
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
US U.S. US U.S.A. USA United_States_of_America the_States America
GB U.K. UK Great_Britain Britain
AE U.A.E. UAE
CD DRC D.R.C. DR_Congo Congo-Kinshasa Zaire Zaïre Democratic_Republic_of_Congo
CG Congo-Brazzaville Republic_of_Congo Republic_of_the_Congo Congo
CI Ivory_Coast
CZ Czechia
KP North_Korea DPRK
KR South_Korea
MK Macedonia North_Macedonia
MM Burma
NL Holland the_Netherlands
SZ Swaziland
TL East_Timor
TR Türkiye Turkiye
TW Taiwan
IR Persia
VA Holy_See Vatican_City
CV Cape_Verde
PS Palestine State_of_Palestine
BY Belorussia Byelorussia
XK Kosovo
LK Ceylon
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
