"""Cues: the verbs, nouns and phrases with which English news attributes words to somebody.

The lists were written for this project; `cue_class` knows every form of each verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

_SAY = """say tell add note state explain reply respond answer remark comment observe mention announce declare claim
assert insist argue contend maintain allege report write tweet post read recall continue conclude admit acknowledge
concede confess deny confirm reveal disclose stress emphasize emphasise reiterate repeat warn caution predict suggest
propose recommend urge advise ask inquire wonder joke quip shout yell scream cry whisper mutter murmur exclaim chant
sing lament complain grumble protest object agree disagree concur testify swear vow pledge promise threaten boast brag
declare proclaim pronounce assure reassure inform notify remind advise opine muse reflect reason theorize speculate
estimate calculate forecast project describe characterize characterise portray depict call label brand dub term deem
accuse blame charge criticize criticise slam blast denounce condemn decry deride mock ridicule praise hail laud applaud
thank congratulate quote cite echo recount relate narrate tout explain clarify elaborate interject interrupt counter
retort rebut refute dispute reject dismiss demand order instruct command call plead beg implore appeal request
text email e-mail blog message publish retweet caption headline quip riff scoff sneer snap bark growl sigh laugh
bemoan bewail rail vent gush crow gloat venture volunteer offer intone rap rant indicate imply hint signal intimate
insinuate tease certify attest affirm aver avow posit postulate stipulate specify detail outline summarize summarise
advocate champion preach lecture teach hypothesize share voice air express address speak talk lash hit fire shoot
chime pipe put conclude sum caution counsel brief update liken compare credit salute dedicate inscribe sign""".split()

_THINK = """think believe feel know hope fear worry expect want wish doubt consider understand realize realise
see view find discover learn decide determine guess suppose suspect imagine dream assume intend plan
seek prefer favor favour support oppose back endorse welcome regret agree like love hate question
challenge defend highlight show prove""".split()

_NOUNS = frozenset(
    """statement statements interview tweet tweets email emails letter letters memo speech speeches testimony remarks
    remark comment comments claim claims belief view views opinion report reports question questions answer response
    reply argument warning warnings suggestion allegation allegations accusation accusations criticism concern concerns
    fear fears hope hopes promise promises pledge vow call calls demand demands request plan plans proposal announcement
    declaration assertion conclusion prediction admission denial complaint complaints message post posts video ad ads
    editorial column op-ed article essay book memoir caption headline transcript affidavit filing lawsuit complaint
    ruling opinion poll survey study analysis words word phrase slogan chant sign signs banner placard""".split()
)

_PHRASE_WORDS = frozenset("according per via citing quoting attributed reportedly allegedly quoted".split())

_IRREGULAR = {
    "say": "said", "tell": "told", "write": "wrote written", "read": "read", "think": "thought", "feel": "felt",
    "know": "knew known", "see": "saw seen", "find": "found", "sing": "sang sung", "swear": "swore sworn",
    "speak": "spoke spoken", "put": "put putting", "hit": "hit hitting", "understand": "understood",
    "teach": "taught", "seek": "sought", "show": "shown", "shoot": "shot", "forecast": "forecast",
    "beg": "begged begging", "admit": "admitted admitting", "rebut": "rebutted rebutting",
    "refer": "referred referring", "snap": "snapped snapping", "rap": "rapped rapping",
    "prefer": "preferred preferring", "brag": "bragged bragging", "dub": "dubbed dubbing", "plan": "planned planning",
    "slam": "slammed slamming", "blog": "blogged blogging", "quip": "quipped quipping", "sum": "summed summing",
    "learn": "learnt", "dream": "dreamt", "crow": "crowed", "concur": "concurred concurring",
    "aver": "averred averring", "label": "labelled labelling", "signal": "signalled signalling",
    "volunteer": "volunteered", "hint": "hinted",
}  # fmt: skip


def _forms(verb: str) -> set[str]:
    """All forms of a verb, regular ones by rule."""
    stem = verb[:-1] if verb.endswith("e") else verb
    third = verb + "s"
    past = stem + "ed"
    if re.search(r"[^aeiou]y$", verb):
        third, past = verb[:-1] + "ies", verb[:-1] + "ied"
    elif re.search(r"(?:s|x|z|ch|sh)$", verb):
        third = verb + "es"
    return {verb, third, past, stem + "ing", *_IRREGULAR.get(verb, "").split()}


@cache
def _classes() -> dict[str, str]:
    table = dict.fromkeys(_NOUNS, "n")
    table |= dict.fromkeys(_PHRASE_WORDS, "p")
    for verb in _THINK:
        table |= dict.fromkeys(_forms(verb), "t")
    for verb in _SAY:
        table |= dict.fromkeys(_forms(verb), "s")
    return table


def cue_class(word: str) -> str:
    """What kind of cue a word can be.

    Args:
        word: The word in lower case.

    Returns:
        ``s`` for a verb of saying, ``t`` for one of thinking, ``n`` for a noun such as "statement", ``p`` for
        "according" and its like, empty for any other word.
    """
    return _classes().get(word, "")


def cue_classes(words: Iterable[str]) -> list[str]:
    """The kind of cue that each of several words in lower case can be; see `cue_class`."""
    known = _classes().get
    return [known(word, "") for word in words]


def is_saying(word: str) -> bool:
    """Whether a lower-case word is a form of a verb of saying."""
    return _classes().get(word) == "s"
