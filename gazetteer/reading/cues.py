"""Words around a name that say what it names: each list is one class of cue."""

from gazetteer.text.wordlists import words

LOCATIVE = words(
    "in at near around outside inside across throughout toward towards into onto within from to of via through "
    "between beyond along above below off over under against for by with reach reached leave leaving left visit "
    "visited visiting enter entered entering cross crossing"
)
STRONG_LOCATIVE = words(
    "in at near around outside inside across throughout toward towards into within via through from visit visited "
    "visiting entering"
)
DIRECTION = words(
    "north south east west northern southern eastern western northeast northwest southeast southwest northeastern "
    "northwestern southeastern southwestern central upper lower greater downtown rural mid inner outer suburban upstate "
    "metropolitan coastal mainland neighboring neighbouring nearby"
)
PERSON_TITLE = words(
    "mr mrs ms miss dr prof professor president senator sen rep representative congressman congresswoman gov governor "
    "mayor minister chancellor king queen prince princess duke lord lady sir dame judge justice attorney lawyer officer "
    "sgt sergeant lt lieutenant capt captain col colonel gen general maj major cpl deputy sheriff chief coach pastor "
    "rev reverend bishop pope father sister brother uncle aunt actor actress singer author writer reporter "
    "correspondent spokesman spokeswoman spokesperson director chairman chairwoman ceo secretary ambassador envoy "
    "commissioner detective constable inspector superintendent principal manager editor analyst named"
)
PERSON_VERB = words(
    "said says told added who whose himself herself jr sr aged ii iii wrote tweeted testified recalled smiled laughed"
)
SAY = words(
    "said says say warned rejects rejected vowed vows announced accused accuses denied denies wants wanted agreed "
    "insists insisted claims claimed condemned responded urged demands demanded refused hopes plans decided"
)
ORGANISATION = words(
    "university college school academy institute department dept ministry council commission committee agency bureau "
    "authority association federation union league club party army police court hospital church cathedral museum "
    "library bank company corporation corp inc ltd co group times post journal news herald tribune gazette star sun "
    "observer guardian telegraph globe chronicle press radio television tv broadcasting network airlines airways air "
    "stock exchange orchestra theatre theater festival center centre foundation society board office service services "
    "fire medical clinic health stadium arena cup olympics games championship open hotel airport station house "
    "conference congress parliament senate assembly government administration command division regiment battalion "
    "brigade guard forces chamber trust fund alliance coalition front brotherhood state_university united city_council "
    "sheriff patrol museum legislature zoo transit railway lottery elks fc united rovers wanderers lions tigers bears bulls raiders rangers giants eagles hawks sox yankees"
)
OFFICE = words(
    "president government governments troops forces army military officials official envoy envoys ambassador delegation "
    "sanctions policy parliament authorities minister ministers ministry senator congress navy soldiers police lawmakers "
    "diplomats diplomat leader leaders leadership intelligence administration lawmaker embassy ceasefire peace economy "
    "dollar dollars currency citizens citizen residents people voters national nationals aid weapons drone drones missile "
    "missiles airstrikes airstrike invasion aggression"
)
STREET = words(
    "street st road rd avenue ave boulevard blvd lane ln drive dr highway hwy way square plaza bridge route crescent close court parkway circle terrace"
)
PLACE_TAIL = words(
    "city county province region state oblast district island islands river lake valley bay beach republic territory "
    "governorate prefecture department village town municipality parish borough suburb peninsula mountains desert sea "
    "ocean coast border raion rayon krai kray area capital metro canton voivodeship"
)
PLACE_HEAD = words(
    "city town village province state county region district capital suburb port island republic oblast municipality "
    "governorate prefecture borough neighborhood neighbourhood hamlet outskirts streets people north south east west "
    "northeast northwest southeast southwest part parts area coast mayor miles kilometers km kilometres border side town "
    "cities towns villages regions provinces districts counties states republics resident residents native"
)
MONTHS_DAYS = words(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday jan feb mar apr jun jul aug sept sep oct nov dec"
)
FUNCTION = words(
    "the a an and or but if of in on at by for with to from as is are was were be been it its he she they we you i my "
    "his her their our your this that these those not no so then than when where who what which how why all any some "
    "more most other into over under after before while during will would can could may might must do does did has "
    "have had one two three new old us here there about up out off just only also even such own same very much many "
    "first last next back down now still well yes de la le el al del di da du les los las von van der den bin ibn"
)

FIRST_NAMES = words(
    "james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald "
    "steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric "
    "jonathan stephen larry justin scott brandon benjamin samuel gregory alexander frank patrick raymond jack dennis jerry "
    "tyler aaron jose adam nathan henry douglas zachary peter kyle noah ethan jeremy walter christian keith roger terry sean "
    "austin gerald carl harold dylan arthur lawrence jordan jesse bryan billy bruce gabriel joe logan alan juan albert willie "
    "elijah wayne randy vincent mason roy ralph bobby russell bradley philip eugene mary patricia jennifer linda elizabeth "
    "barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley kimberly emily donna michelle carol amanda "
    "melissa deborah stephanie rebecca laura sharon cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen "
    "samantha katherine christine debra rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia "
    "victoria kelly lauren christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara "
    "madison frances kathryn janice jean abigail alice julia judy sophia grace denise amber doris marilyn danielle beverly "
    "isabella theresa diana natalie brittany charlotte marie kayla alexis lori paris london chelsea brooklyn sydney savannah "
    "georgia florence carolina asia india kenya israel chad milan lincoln jackson houston dallas hamilton clinton jefferson "
    "washington boris angela vladimir vladimir sergei sergey dmitry dmitri alexei aleksei alexey igor oleg ivan mikhail nikolai "
    "andrei andrey yuri yury viktor viktoria oleksandr oleksandra volodymyr petro mykola serhiy serhii andriy dmytro iryna "
    "olena oksana natalia tatiana svetlana yulia mohammed muhammad mohamed ahmed ali hassan hussein omar ibrahim abdul khalid "
    "carlos luis jorge miguel pedro antonio francisco manuel jesus hugo diego fernando pierre francois jacques hans klaus "
    "angelo giovanni marco paolo kim lee jim bill bob tom mike dave steve dan chris matt tony ken greg jeff nick ben sam ron "
    "don ted fred ed jimmy johnny tommy danny barack hillary bernie marco mitt newt rand jeb donald melania ivanka jared "
    "joan joanna jane anne kate katie claire lucy ellen nora rosa stella ian neil colin graham stuart nigel simon craig gordon "
    "duncan malcolm angus fiona elliot lewis leo max oscar felix harry oliver charlie archie edith agnes lynn lynne tina "
    "jay ray lloyd clyde earl glenn dale troy travis curtis chester preston wesley clayton clifton melvin marvin leroy "
    "julian adrian sebastian nelson winston wilson stanley leonard norman stewart allen allan alvin darren damon dean derek"
)
SEATS_OF_POWER = words("kremlin white_house pentagon downing_street bankova whitehall elysee_palace")

# class -> bit, for features
CLASSES = (
    LOCATIVE, STRONG_LOCATIVE, DIRECTION, PERSON_TITLE, PERSON_VERB, SAY, ORGANISATION, STREET, PLACE_TAIL, PLACE_HEAD,
    MONTHS_DAYS, FUNCTION,
)  # fmt: skip


def cue_bits(word: str) -> tuple[float, ...]:
    """Return for a word in lower case which classes it is in, as 0 and 1."""
    return tuple(float(word in members) for members in CLASSES)
