"""Patterns of whole sentences that bear on how a zone stands: conditions, questions, plans, presuppositions."""

import re

from buffermap.said.grammar.patterns import Pattern

NOUNS = Pattern(
    r"(?:plans?|planning|projects?|efforts?|attempts?|bids?|tasks?|preparations?|demands?|work|construction|creation|formation|funding|proposals?|ideas?|talks?|discussions?|decisions?|orders?|agreement|deal|pact)\b"
    r"|(?:план|работ|создани|строительств|предложени|иде[яиюей]|переговор|решени|приказ|вопрос|слух|попытк|задач|финансировани|формировани|спроб|завданн|фінансуванн|формуванн|питанн|чутк|роботи|робот|створенн|будівництв|пропозиці|іде[яїюєй]|рішенн|наказ|домовленіст)",
    re.IGNORECASE,
)
REPORTED = Pattern(
    r"\b(?:said|told|announced|added|promised|vowed|stated|declared|explained|confirmed|noted|warned|claimed|insisted|reported)\b",
    re.IGNORECASE,
)
PLAN = Pattern(
    r"\b(?:proposals?|plan|draft|initiative|blueprint|memorandum|roadmap|bill|scheme|outline|framework|formula|accord)\b|(?<!\w)(?:предложени|пропозиц|план|проект|проєкт|инициатив|ініціатив)\w*",
    re.IGNORECASE,
)
QUESTION = Pattern(
    r"^\W*(?:will|would|could|can|might|is|are|does|do|чи|[\w-]+ ли)\b[^.!]*\?|^\W*(?:чи|\w{4,} ли)(?!\w)[^.!,]*$",
    re.IGNORECASE,
)
LOCATED = Pattern(
    r"\b(?:in|inside|from|within|across|through|into|outside|leave|left|thanks to|despite|behind|beyond|patrol|patrols|enter|entered|entering)\s+(?:the|a|an|this|that)?\s*(?:\w+\s+)?[\"“‘'«]?$|(?<!\w)(?:в|во|у|из|з|із|через|поза|внутри|всередині)\s+[\"“«]?(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)
# irrealis whatever else is said: "had there been a zone", "without it the city would have fallen", «зона не спасла бы»
COUNTERFACTUAL = Pattern(
    r"^\W*(?:Had|Were|Should)\s+(?!(?:he|she|they|we|you|it|I)\b.*\?)[^,?]{3,}|^\W*(?:imagine|suppose|picture)\b|\bwould(?! (?:never|not))(?:\s+\w+)? have (?:\w+ )?(?:been|\w+(?:ed|en|own|ept|ost|ade|one|ome|ght))\b|\bhad been\b[^.]*\bwould(?: not|n['’]t| never)? have\b"
    r"|^\W*To \w+[^,]*, [^.]*\bwould (?:need|have) to\b|\b(?:hypothetical|imaginary|theoretical(?:ly)?|in theory|(?:nobody|no one) would)\b"
    r"|гипотетич\w+|гіпотетич\w+|теоретич\w+|(?<!\w)если\s+бы(?!\w)|(?<!\w)якби(?!\w)|(?<!\w)якщо\s+б(?!\w)|(?<!\w)будь\s+у|случись|представ(?:им|ьте)|уяв(?:імо|іть)"
    r"|(?<!\w)(?:пришлось|понадобил\w+|потребовал\w+|должн\w+ был\w*|довелося|знадобил\w+|мал[аои]|мав)\s+(?:бы|б|би)(?!\w)"
    r"|(?<!\w)(?<!котор\w\w )(?!мо[гж]|міг|хоте|хоті|хтіл|был|бул|след|стои|вар|слід|долж|предпоч|нужн)[а-яіїєґё]{3,}(?:ла|л|ло|ли|лся|лась|лось|лись|в|вся)\s+(?:бы|б|би)(?!\w)"
    r"|(?<!\w)(?<!если )(?<!что)(?:бы|б|би)\s+(?:не\s+)?(?!мо[гж]|міг|хоте|хоті)[а-яіїєґё]{3,}(?:ла|л|ло|ли|в)(?!\w)",
    re.IGNORECASE,
)
CONDITIONAL = Pattern(
    r"\b(?:if|unless|suppose|imagine|in the event)\b[^.]*\bwould\b|\bwould\b[^.]*\bif\b", re.IGNORECASE
)
WITHOUT = Pattern(r"(?<!\w)(?:without|без)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
NOTHING = Pattern(
    r"[^.]*?(?:\b(?:there (?:can|will) be no|no (?:peace|truce|deal|talks)|(?:is|are|would be) (?:worthless|meaningless|pointless|impossible|unthinkable|not possible))\b|(?<!\w)(?:(?:не (?:будет|буде|может быть|може бути)|немає|нет)(?!\w)|бессмыслен|невозможн|неможлив|безглузд|не име\w+ смысла|не має сенсу))",
    re.IGNORECASE,
)
PROMISED = Pattern(r"\b(?:promised|vowed|pledged|promises|vows|pledges)\b", re.IGNORECASE)
ACTS = Pattern(
    r"would (?!not|n['’]t|never|take|need|require|be |become|have|mean|cost|make|only|support|consider|welcome|like)\w+",
    re.IGNORECASE,
)
NEED = Pattern(r"would (?:\w+ )?(?:have|need) to\b", re.IGNORECASE)
# "the two sides would pull back": what an arrangement is to bring
AGREED = Pattern(
    r"would (?:pull back|withdraw|leave|hand|be (?:emptied|patrolled|demilitari[sz]ed|policed|established|set up|divided|placed|monitored|overseen|cleared|drawn|carved)|move (?:back|away)|vacate|keep out|separate|steer clear)\b",
    re.IGNORECASE,
)
UNDER_PLAN = Pattern(
    r"\W*(?:under (?:the|a|an|this|that|his|her|their|its) (?:[\w-]+ ){0,3}(?:plan|proposal|draft|blueprint|formula|initiative)|(?:согласно|по|згідно з|за) (?:[\w-]+ ){0,2}(?:план|проект|проєкт|замысл|задум|предложени|пропозиц)\w*)\b",
    re.IGNORECASE,
)
DECREE = Pattern(
    r"\b(?:decree|law|order|resolution|bill|directive)\b[^.;]{0,60}\b(?:establish|creat|introduc|impos|declar|ban|set|clos|seal)\w*|указ\w*|постанов\w+|розпоряджен\w+",
    re.IGNORECASE,
)
BY_DECREE = Pattern(
    r"\W*(?:by|under|with)\s+(?:an?\s+|the\s+)?(?:\w+\s+){0,2}?(?:order|decree|law|resolution|edict)\b|\W*(?:постановлением|указом|решением|приказом|законом|рішенням|розпорядженням|наказом)\b",
    re.IGNORECASE,
)
NO_ZONE = Pattern(r"\b(?:no|жодн\w+|ніяк\w+|никак\w+)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
TALKS = Pattern(
    r"\W*(?:\w+\s+){0,2}?(?:talks?|discussions?|negotiations?|debates?|speculation|rumou?rs?|переговор\w*|обсуждени\w+|обговоренн\w+|перемовин\w*|дискусс?и\w+|дискусі\w+|спор\w*|слух\w*|чутк\w*)\b",
    re.IGNORECASE,
)
PARTICIPLE = Pattern(
    r"\s*(?:(?:thus|thereby|and|so|effectively|in effect)\s+)*(?:creat|establish|leav|form|open|mak|turn|carv|sett|build|extend|expand|widen)ing\b"
    r"|\s*(?:тем самым\s+|тим самим\s+)?(?:созда|сформирова|образова|расшири|установи|обустрои|очисти|остави|утвори|створи|сформува|розшири|залиши)(?:в|вши|вая|вляя)(?!\w)|\s*(?:создавая|образуя|формируя|расширяя|оставляя|утворюючи|створюючи|формуючи|розширюючи|залишаючи)(?!\w)",
    re.IGNORECASE,
)
# who speaks after the words, and how surely: «ворог створить зону, припустив експерт»
SPOKEN_AS = Pattern(
    r"[^.]*[,»”\"]\s*(?:[–—-]\s*)?(?:(?P<possible>предположил|допустил|допускает|припустив|припустила|припускає|припускають|speculated|surmised|guessed)"
    r"|(?P<proposed>предложил|предложила|предлагает|запропонував|запропонувала|пропонує|proposed)|(?P<demanded>потребовал|требует|зажадав|вимагає|призвал|закликав|demanded|urged|insisted))(?!\w)",
    re.IGNORECASE,
)
TO_MAKE = Pattern(
    r"\W*(?:[\w’'-]+\s+){0,7}?(?:plans?|efforts?|attempts?|bids?|operations?|campaigns?|offensives?|moves?|projects?|drives?|work)\s+to\b|\W*(?:\w+\s+){0,3}?(?:план|попыт|усили|операци|спроб|зусил|операці)\w*\s+\w+(?:ть|ти)(?!\w)",
    re.IGNORECASE,
)
IF = Pattern(
    r"\b(?:if|unless|provided that|in case|in the event)\b|(?<!\w)(?:если|якщо|в случае|у разі)(?!\w)",
    re.IGNORECASE,
)
NOMINAL = Pattern(
    r"\W*(?:(?:the|a|an|any|all|further|new|its|their|his|these|such|joint)\s+)*(?:[\w'’-]+\s+){0,2}?(?:plans?|planning|efforts?|attempts?|work|construction|creation|establishment|enlargement|expansion|formation|proposals?|ideas?|talks|discussions?|demands?|calls?|orders?|agreement)\b(?! to\b)"
    r"|\W*(?:\w+\s+)?(?:план|работ|создани|строительств|расширени|формировани|предложени|иде[яюи]|переговор|роботи|робот|створенн|будівництв|розширенн|формуванн|пропозиці|іде[яюї])\w*\s",
    re.IGNORECASE,
)
# "withdraw troops from the buffer zone" asks for no zone: it speaks of one that exists
PRESUPPOSED = Pattern(
    r"\b(?:(?:withdr[ae]w\w*|pull\w*|remov\w+|dismantl\w+|expel\w*|evict\w*|deploy\w*|station\w*|crossed|cross(?:es|ing)?|posts?)\b[^.;:]{0,60}?\b(?:from|out of|inside|into|in|of|within)|(?:leave|leaves|left|leaving|quit|quits|vacat\w+|enter(?:s|ed)?))\s+(?:the|its|their|this|that)\s+(?:so-called\s+|[\w.]*\d[\w.-]*\s+){0,2}[\"“‘'«]?$"
    r"|(?<!\w)(?:вывод\w*|вывест\w*|вывел\w*|выведен\w*|отвод\w*|отвест\w*|убрать|убрал\w*|покин\w+|вивод\w*|вивест\w*|вивел\w*|вивед\w+|відвест\w*|відвод\w*|прибрат\w*|залиш\w+)\s+(?:\S+\s+){0,4}?(?:из|с|з|із|зі)\s+[«\"“]?$",
    re.IGNORECASE,
)
DESCRIBED = Pattern(
    r"(?:,[^,]{2,60},)?(?:,\s+which|[\"”’]?)\s+(?:(?!the |it |they )\w+\s+){0,2}?would\s+(?:also\s+|then\s+|thus\s+)?(?:be(?! (?:of|an?|no|too|little|hard|impossible|useless|pointless|enough)\b)|run|cover|stretch|extend|lie|span|reach|include|follow|separate|begin|start|consist|measure|encompass|comprise|take in)\b",
    re.IGNORECASE,
)
IN_EFFECT = Pattern(
    r"[^,.;]{0,40}?\b(?:would|will)(?: not|n['’]t| never)\s+(?!be (?:created|established|allowed|set)|exist|appear|happen)\w+",
    re.IGNORECASE,
)
IDLE = Pattern(
    r"\s+(?:has|have|had|did|does|do)(?: not|n['’]t| never)\s+(?!been|exist|material|appear|come|happen|form|work|surviv|get|go|take|yet|agree)\w+",
    re.IGNORECASE,
)
IN_NAME = Pattern(
    r"[a-z]\s+(?:[A-Z][\w-]+\s+|(?:of|for|the|and|on)\s+)*[A-Z][\w-]+\s+$|[а-яіїєґ»]\s+[А-ЯІЇЄҐ][\w-]+\s+$"
)
ADJECTIVE = Pattern(
    r"(?:proposed|planned|possible|potential|promised|demanded|предлагаем\w+|планируем\w+|возможн\w+|запланирован\w+|пропонован\w+|можлив\w+)",
    re.IGNORECASE,
)
ATTRIBUTE = Pattern(r"\W+(?:(?!(?:that|an?|the|to|for|of|что|що)\b)[\w-]+\W+){0,2}?", re.IGNORECASE)
IF_PASSED = Pattern(
    r"\b(?:if|once|when) (?:passed|approved|adopted|agreed|ratified|implemented|signed|enacted)\b",
    re.IGNORECASE,
)
RELATIVE = Pattern(
    r"\W*(?:which|who|that|where|whose|(?:в |на |о |у )?(?:котор\w+|як(?:ий|а|е|і|у|ого|ої|ому|ій|их)|где|де|що|что)\b)",
    re.IGNORECASE,
)
MAYBE = Pattern(
    r"\W*(?:perhaps|maybe|possibly|probably|conceivably|возможно|вероятно|видимо|похоже|может быть|не исключено|по слухам|за чутками|неизвестно|не известно|невідомо|не відомо|it is (?:unclear|unknown|not clear)|можливо|ймовірно|імовірно|мабуть|схоже|не виключено)(?!\w)",
    re.IGNORECASE,
)
RELATIVE_NEXT = Pattern(r"[^,.;]{0,40}?\b(?:that|which)\s+(?!would\b).*", re.IGNORECASE)
LOCATIVE = Pattern(
    r"(?:зоне|зоні|зонах|зоны|зони|полосе|полосы|смузі|смуги|поясе|поясі|коридоре|коридорі|коридора|коридору)(?!\w)",
    re.IGNORECASE,
)
# who is in the zone, enters it or leaves it speaks of one that exists
INSIDE = Pattern(
    r"\b(?:in|inside|into|within|through|across|enter(?:s|ed|ing)?|leav(?:e|es|ing)|left|from|(?<!stay )(?<!keep )(?<!kept )out of|edge of|violations? of)\s+(?:the|its|their|this|that)\s+(?:(?!future|planned|proposed|promised|possible|would-be)[\w’'.-]+\s+){0,2}[\"“‘'«]?$"
    r"|(?<!нуждается )(?<!заинтересован )(?<!\w)(?:в|во|у|из|із|з|зі)\s+(?:(?!будущ|майбутн|планир|запланов|предлага|предложен|пропонован|возможн|можлив)[\w-]+(?:ой|ей|ій|ої)\s+)?(?:так называем\w+\s+|так зван\w+\s+|эт\w+\s+|ці\w+\s+)?[«\"“]?$",
    re.IGNORECASE,
)
# a plain statement of fact, with no word of will, order or doubt: "the two armies keep a 2-km buffer"
INDICATIVE = Pattern(
    r"\b(?:is|are|was|were|has|have|had|already|(?<=[a-z] )[a-z]{3,}ed|makes?|made|takes?|took|came|comes|puts?)\b"
    r"|(?<!\w)[а-яіїєґё]{3,}(?:(?:ет|ит|ют|ят|є|ить|ють|ять)(?:ся)?|ться|(?:[аиіуяе])(?:л|ла|ло|ли|в)(?:ся|сь|о)?)(?!\w)",
    re.IGNORECASE,
)
DEFINITE = Pattern(r"\b(?:the|its|their|this)\s+(?:[\w-]+\s+){0,2}[\"“‘']?$", re.IGNORECASE)
ANY_ZONE = Pattern(
    r"\b(?:that|any|(?:for|about|on)\s+an?)\s+(?:an?\s+)?(?:[\w-]+\s+)?$|\b(?:details?|scope|location|extent|size|rationale|reasons?|arguments?)\b[^,;.]{0,40}$",
    re.IGNORECASE,
)
BANNED = Pattern(
    r"\b(?:bans?|banned|banning|forbids?|forbade|barr?(?:ed|s)|prohibit\w*)\b|вимага\w+|требу\w+|потребова\w+",
    re.IGNORECASE,
)
SO_CALLED = Pattern(
    r"(?:\bso-called|(?<!\w)(?:так называем\w+|так зван\w+))\s+(?:[\w-]+\s+){0,2}?[\"“‘'«]?$", re.IGNORECASE
)
DROPPED = Pattern(
    r"[^.;]*,\s+(?:has|have|had|was|were|is|are|will)\s+(?:\w+\s+)?(?:been\s+|be\s+)?(?P<cue>scrapped|dropped|abandoned|dismantled|abolished|lifted|removed|cancell?ed|called off|shelved|suspended|frozen|reversed|torn down|withdrawn)\b"
    r"|[^.;]*,\s+(?:был\w*\s+|було\s+)?(?P<slavic>(?:отмен|ликвидир|упраздн|свернут|скасова|ліквідова|згорнут|знят|снят)\w*)",
    re.IGNORECASE,
)
PLAIN_FUTURE = Pattern(
    r"will|['’]ll|shall|буд\w+|прид[её]тся|доведеться|з['’ʼ]явит\w+|появится|созда\w+|створ\w+|\w+тим\w+|розшир\w+|расшир\w+|введ\w+|закри\w+|закро\w+|сформ\w+|побуд\w+|постро\w+|установ\w+|встанов\w+",
    re.IGNORECASE,
)
