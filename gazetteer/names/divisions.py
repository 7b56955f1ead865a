"""Names of the first-level divisions of Ukraine, Russia and Belarus in Ukrainian and Russian, and their nouns.

Ours, written by hand. A line: country, English name as the gazetteer shows it (or any name it knows), then names in
the nominative. A word in -ська, -ський, -ская or -ский stands for the division with its class word. Nouns (Сумщина,
Кубань) stand by themselves; ``?`` marks those that as often mean something else and count only as a second choice.
"""

from dataclasses import dataclass
from functools import cache

from gazetteer.text.names import fold

_TABLE = """
UA Vinnytsia Oblast: Вінницька Винницкая Вінниччина Винничина
UA Volyn Oblast: Волинська Волынская Волинь Волынь
UA Luhansk Oblast: Луганська Луганская Луганщина
UA Donetsk Oblast: Донецька Донецкая Донеччина Донетчина
UA Dnipropetrovsk Oblast: Дніпропетровська Днепропетровская Дніпропетровщина Днепропетровщина
UA Zhytomyr Oblast: Житомирська Житомирская Житомирщина
UA Zakarpattia Oblast: Закарпатська Закарпатская Закарпаття Закарпатье
UA Zaporizhzhia Oblast: Запорізька Запорожская
UA Ivano-Frankivsk Oblast: Івано-Франківська Ивано-Франковская Прикарпаття Прикарпатье Івано-Франківщина
UA Kyiv Oblast: Київська Киевская Київщина Киевщина
UA Kirovohrad Oblast: Кіровоградська Кировоградская Кіровоградщина Кировоградщина
UA Lviv Oblast: Львівська Львовская Львівщина Львовщина
UA Mykolaiv Oblast: Миколаївська Николаевская Миколаївщина Николаевщина
UA Odesa Oblast: Одеська Одесская Одещина Одесчина
UA Poltava Oblast: Полтавська Полтавская Полтавщина
UA Rivne Oblast: Рівненська Ровенская Рівненщина Ровенщина
UA Sumy Oblast: Сумська Сумская Сумщина
UA Ternopil Oblast: Тернопільська Тернопольская Тернопільщина Тернопольщина
UA Kharkiv Oblast: Харківська Харьковская Харківщина Харьковщина
UA Kherson Oblast: Херсонська Херсонская Херсонщина
UA Khmelnytskyi Oblast: Хмельницька Хмельницкая Хмельниччина Хмельнитчина
UA Cherkasy Oblast: Черкаська Черкасская Черкащина
UA Chernivtsi Oblast: Чернівецька Черновицкая Буковина
UA Chernihiv Oblast: Чернігівська Черниговская Чернігівщина Черниговщина
UA Crimea: Крим Крым
RU Belgorod Oblast: Бєлгородська Белгородская Бєлгородщина Белгородчина Белгородщина
RU Kursk Oblast: Курська Курская Курщина
RU Bryansk Oblast: Брянська Брянская Брянщина
RU Voronezh Oblast: Воронезька Воронежская Вороніжчина
RU Rostov Oblast: Ростовська Ростовская Ростовщина
RU Smolensk Oblast: Смоленська Смоленская Смоленщина
RU Oryol Oblast: Орловська Орловская Орловщина
RU Lipetsk Oblast: Липецька Липецкая
RU Tambov Oblast: Тамбовська Тамбовская Тамбовщина
RU Tula Oblast: Тульська Тульская
RU Kaluga Oblast: Калузька Калужская
RU Moscow Oblast: Московська Московская Підмосков'я Подмосковье
RU Leningrad Oblast: Ленінградська Ленинградская Ленобласть
RU Tver Oblast: Тверська Тверская
RU Pskov Oblast: Псковська Псковская Псковщина
RU Novgorod Oblast: Новгородська Новгородская
RU Vologda Oblast: Вологодська Вологодская
RU Arkhangelsk Oblast: Архангельська Архангельская
RU Murmansk Oblast: Мурманська Мурманская
RU Kaliningrad Oblast: Калінінградська Калининградская
RU Yaroslavl Oblast: Ярославська Ярославская
RU Kostroma Oblast: Костромська Костромская
RU Ivanovo Oblast: Івановська Ивановская
RU Vladimir Oblast: Владимирська Володимирська Владимирская
RU Ryazan Oblast: Рязанська Рязанская Рязанщина
RU Nizhny Novgorod Oblast: Нижньогородська Нижегородская
RU Kirov Oblast: Кіровська Кировская
RU Penza Oblast: Пензенська Пензенская
RU Ulyanovsk Oblast: Ульяновська Ульяновская
RU Samara Oblast: Самарська Самарская
RU Saratov Oblast: Саратовська Саратовская
RU Volgograd Oblast: Волгоградська Волгоградская
RU Astrakhan Oblast: Астраханська Астраханская
RU Orenburg Oblast: Оренбурзька Оренбургская
RU Perm Krai: Пермський Пермский Прикамье
RU Sverdlovsk Oblast: Свердловська Свердловская
RU Chelyabinsk Oblast: Челябінська Челябинская
RU Kurgan Oblast: Курганська Курганская
RU Tyumen Oblast: Тюменська Тюменская
RU Omsk Oblast: Омська Омская
RU Tomsk Oblast: Томська Томская
RU Novosibirsk Oblast: Новосибірська Новосибирская
RU Kemerovo Oblast: Кемеровська Кемеровская Кузбас Кузбасс
RU Irkutsk Oblast: Іркутська Иркутская
RU Amur Oblast: Амурська Амурская
RU Magadan Oblast: Магаданська Магаданская Колыма
RU Sakhalin Oblast: Сахалінська Сахалинская Сахалін Сахалин
RU Jewish Autonomous Oblast: Еврейская_автономная_область ЕАО
RU Krasnodar Krai: Краснодарський Краснодарский Кубань
RU Stavropol Krai: Ставропольський Ставропольский Ставропілля Ставрополье
RU Altai Krai: Алтайський Алтайский
RU Krasnoyarsk Krai: Красноярський Красноярский
RU Zabaykalsky Krai: Забайкальський Забайкальский Забайкалье Забайкалля
RU Khabarovsk Krai: Хабаровський Хабаровский
RU Primorsky Krai: Приморський Приморский Приморье Примор'я
RU Kamchatka Krai: Камчатський Камчатский Камчатка
RU Chechnya: Чечня Чеченська_Республіка Чеченская_Республика
RU Ingushetia: Інгушетія Ингушетия
RU Dagestan: Дагестан
RU North Ossetia: Північна_Осетія Северная_Осетия
RU Kabardino-Balkaria: Кабардино-Балкарія Кабардино-Балкария
RU Karachay-Cherkessia: Карачаєво-Черкесія Карачаево-Черкесия
RU Adygea: Адигея Адыгея
RU Kalmykia: Калмикія Калмыкия
RU Tatarstan: Татарстан
RU Bashkortostan: Башкортостан Башкирія Башкирия
RU Chuvashia: Чувашія Чувашия
RU Mari El: Марій_Ел Марий_Эл
RU Mordovia: Мордовія Мордовия
RU Udmurtia: Удмуртія Удмуртия
RU Komi Republic: Республіка_Комі Республика_Коми Коми
RU Karelia: Карелія Карелия
RU Altai Republic: Республика_Алтай Горный_Алтай
RU Tuva: Тува Тыва
RU Khakassia: Хакасія Хакасия
RU Buryatia: Бурятія Бурятия
RU Sakha: Якутія Якутия Саха
RU Chukotka: Чукотка Чукотский_автономный_округ
RU Khanty-Mansi: Югра ХМАО Ханты-Мансийский_автономный_округ
RU Yamalo-Nenets: Ямал ЯНАО Ямало-Ненецкий_автономный_округ
RU Nenets: НАО Ненецкий_автономный_округ
BY Brest Region: Брестська Брестская Брэсцкая Берестейська Брестщина Брестчина
BY Gomel Region: Гомельська Гомельская Гомельщина
BY Grodno Region: Гродненська Гродненская Гродненщина Гродзенская
BY Minsk Region: Мінська Минская Минщина Мінщина
BY Mogilev Region: Могильовська Могилевская Могилевщина
BY Vitebsk Region: Вітебська Витебская Витебщина
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """Further folded names of a division that the gazetteer knows by ``english`` or by one of the names."""

    country: str
    english: str
    keys: tuple[str, ...]


@cache
def divisions() -> tuple[Division, ...]:
    """Return the table."""
    found = []
    for line in _TABLE.strip().split("\n"):
        head, _, names = line.partition(":")
        country, _, english = head.partition(" ")
        krai = english.endswith("Krai")
        keys: list[str] = []
        for name in names.split():
            folded = fold(name.replace("_", " "))
            keys += _with_class(folded, krai=krai)
        found.append(Division(country=country, english=english, keys=tuple(keys)))
    return tuple(found)


def _with_class(folded: str, *, krai: bool) -> list[str]:
    """Return the names that a word of the table stands for."""
    if folded.endswith(("ская", "ська", "цкая", "цька", "зька", "жская")):
        return [f"{folded} область"]
    return [f"{folded} краи"] if krai and folded.endswith(("скии", "ськии")) else [folded]
