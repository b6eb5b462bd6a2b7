"""Whether a stretch between quotation marks is a quote: somebody's words, not a title, a nickname or scare quotes."""

from __future__ import annotations

import re
from bisect import bisect_left

from newsreader.analysis.cues import cue_class, is_saying
from newsreader.analysis.quotes.linking import Candidate, Origin
from newsreader.analysis.quotes.marks import Stretch
from newsreader.analysis.quotes.tagging import Tagged
from newsreader.analysis.quotes.weights import logit
from newsreader.analysis.wordclasses import word_class

_WORD = re.compile(r"\w[\w’'-]*")
_BEFORE = re.compile(r"([\w’'-]+)?\W{0,3}?([\w’'-]+)?([^\w]*)$")
_LISTED = re.compile(
    r"[”\"’]?\s*[—–-]\s*[A-Z][^“”\"]{1,60}?,? (?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?:\d{1,2}, )?(?:19|20)\d\d\W*$"
)
_LISTS = re.compile(r"\s*[A-Z][\w.’'-]*(?: [\w.’'-]+){0,4}, [“\"]")
_MEANS = re.compile(r"[”\"’']?\s(?:in [\w ]{1,30}\b(?:jargon|slang|parlance)\b|(?:means|stands for)\b)")
_DATED = re.compile(r"^\W*[—–-].*?(?:,|\d{4})")
_NAMING = frozenset(
    """called named titled entitled dubbed nicknamed known labeled labelled termed branded billed so-called aka alias
    song album film movie book novel show series episode play programme program single ballad documentary poem painting
    magazine blog website site ad ads video column podcast hashtag sign signs banner shirt shirts hat hats t-shirt
    category section tag user username operation project initiative campaign tour""".split()
)
_NAMED_THING = frozenset(
    """named titled entitled nickname nicknamed aka alias song single album film movie book novel show
    series episode play musical opera programme program ballad documentary poem painting magazine newspaper blog website
    site column podcast hashtag username user operation project band ship yacht game exhibition""".split()
)
_FOLLOW = re.compile(r"Follow\b[^.!?]{1,60}(?:\bon (?:Twitter|X|Facebook|Instagram)\b|@\w)")
_OCCASIONS = frozenset("Forum Show Tour Festival Awards Summit Symposium Challenge Initiative Prize Gala".split())
_PARTS_OF_WORKS = frozenset(
    """episode episodes edition season series issue cover copy copies screening rendition version production performance
    cast star stars host author director adaptation remake chapter chorus lyrics premiere""".split()
)
_BEFORE_TITLES = frozenset("on in at from".split())
_PERSONAL = frozenset(
    """i we you he she they it my our your his her their me us him them i'm we're you're it's that's don't i've we've
    i'll we'll he's she's they're can't won't is are was were have has had will would do does did can could should
    must not no""".split()
)
_DETERMINER = frozenset("the a an this that these those his her their its our my your some any no".split())
_SMALL = frozenset("a an and as at but by de for from in is of on or the to vs with".split())
_POINTS = frozenset(",.:;()—–?!")
_CUE_NEAR = 7
"""Tokens on each side of a stretch among which the likeliest cue is looked for."""

_CUE_REACH = 2000
"""Tokens on each side among which any cue is looked for: more than people put into a paragraph."""


def is_name_or_title(text: str, paragraph: Tagged, stretch: Stretch) -> bool:
    """Whether a stretch is plainly the name of something: an entry in a list of works, or a name behind its noun.

    "The song “Long Road Home”" and "a user labelled “Anonymous”" name something; "he called it “unfair”" does not, as
    names are written with capitals. An entry of a list stands first in its line, with a dash and a date behind it, or
    last, behind a name and a comma.
    """
    inside = text[stretch.start : stretch.end]
    behind = text[stretch.end : paragraph.span.end]
    if text.count(" ", paragraph.span.start, stretch.start) < 4 and _LISTED.match(behind):
        return True
    if not behind.strip("”\"’' ") and inside[-1].isalnum() and _listed(text, paragraph, stretch):
        return True
    if _MEANS.match(behind):
        return True
    if _FOLLOW.match(inside):
        return True
    words = _WORD.findall(inside[:80])
    if not words or len(words) > 6 or inside[-1] in "?!":
        return False
    before = _WORD.findall(text[max(paragraph.span.start, stretch.start - 40) : stretch.start].lower())
    last = before[-1] if before else ""
    if last == "so-called" or (last in ("labeled", "labelled") and len(words) == 1 and words[0][0].isupper()):
        return True
    large = sum(w[0].isupper() for w in words)
    if large < len(words) - sum(w in _SMALL or w[0].isdigit() for w in words):
        return False
    if large > 2 and (last in _BEFORE_TITLES or last.endswith(("'s", "’s"))):
        return True
    if large > 1 and words[-1] in _OCCASIONS:
        return True
    if last == "of" and large > 0 and len(before) > 1 and before[-2] in _PARTS_OF_WORKS:
        return True
    named = large > 0 or words[0][0].isdigit()
    return (named and last in _NAMED_THING) or (large > 1 and last in ("called", "dubbed"))


def _listed(text: str, paragraph: Tagged, stretch: Stretch) -> bool:
    """Whether only a name and a comma stand between the stretch and what went before."""
    ends = [s.end + 1 for s in paragraph.stretches if s.end < stretch.start]
    start = max([paragraph.span.start, *ends])
    spoken = any(start <= cue.start < stretch.start for cue in paragraph.cues)
    return not spoken and _LISTS.fullmatch(text, start, stretch.start) is not None


def features(text: str, paragraph: Tagged, stretch: Stretch, link: Candidate, chance: float) -> list[str]:
    """What speaks for and against a stretch.

    Args:
        text: The text.
        paragraph: The paragraph that holds the stretch.
        stretch: The stretch.
        link: The source it was linked with.
        chance: The probability of that link.

    Returns:
        Names of features for the deciding model.
    """
    inside = text[stretch.start : stretch.end]
    words = _WORD.findall(inside[:2000])
    lower = [w.lower().replace("’", "'") for w in words]
    count = len(words)
    size = count if count < 4 else 4 if count < 6 else 5 if count < 9 else 6 if count < 15 else 7
    size = 8 if count >= 30 else size
    large = [w[0].isupper() or w.lower() in _SMALL or w[0].isdigit() for w in words]
    title = count > 1 and all(large) and words[0][0].isupper()
    lead = bool(words) and words[0][0].isupper()
    personal = min(2, sum(w in _PERSONAL for w in lower[:40]))
    last = inside[-1:]
    closing = last if last in ",.?!" else "w"
    start = max(paragraph.span.start, stretch.start - 60)
    before = text[start : stretch.start].rstrip("“\"‘'«„`")
    match = _BEFORE.search(before)
    previous = match[2].lower() if match and match[2] else "<"
    earlier = match[1].lower() if match and match[1] else "<"
    mark = match[3].strip()[-1:] if match else ""
    behind = text[stretch.end : min(paragraph.span.end, stretch.end + 60)].lstrip("”\"’'»“`")
    following = _WORD.match(behind.lstrip())
    joined = "1" if behind[:1] == " " and following and behind.lstrip()[:1].isalpha() else "0"
    low = "l" if following and following[0][0].islower() else "u"
    covered = sum(max(0, min(c.end, stretch.end) - max(c.start, stretch.start)) for c in paragraph.contents) / max(
        1, stretch.end - stretch.start
    )
    cover = "0" if covered < 0.1 else "1" if covered < 0.8 else "2"
    own = any(abs(c.start - stretch.start) <= 2 and abs(c.end - stretch.end) <= 3 for c in paragraph.contents)
    linked = link.origin.value if link.origin is not Origin.NOBODY else "-"
    sure = "3" if chance > 0.9 else "2" if chance > 0.7 else "1" if chance > 0.4 else "0"
    genitive = previous.endswith(("'s", "’s", "s'", "s’"))
    mark_behind = behind.lstrip()[:1]
    mark_behind = "a" if mark_behind.isalnum() else mark_behind
    naming = "n" if previous in _NAMING or earlier in _NAMING else ""
    kind = cue_class(previous) or ("d" if previous in _DETERMINER else "")
    said = any(is_saying(text[c.start : c.end].lower().split(" ")[-1]) for c in paragraph.cues)
    group = min(size, 4)
    return [
        "bias",
        f"size{size}",
        f"size{size}{closing}",
        f"cover{cover}size{group}",
        f"cover{cover}{linked}",
        f"own{own:d}",
        f"link{linked}{sure}",
        f"link{linked}size{group}",
        f"title{title:d}size{group}",
        f"title{title:d}cover{cover}",
        f"lead{lead:d}size{group}{closing}",
        f"personal{personal}",
        f"personal{personal}size{group}",
        f"close{closing}",
        f"closed{stretch.closed:d}",
        f"cont{stretch.continues:d}",
        f"mark{mark}",
        f"mark{mark}{kind}lead{lead:d}",
        f"naming{naming}title{title:d}",
        f"kind{kind}size{group}",
        f"kind{kind}lead{lead:d}closing{closing}",
        f"join{joined}{low}size{group}",
        f"join{joined}{low}kind{kind}",
        f"genitive{genitive:d}title{title:d}",
        f"genitive{genitive:d}lead{lead:d}size{group}",
        f"behind{mark_behind}",
        f"behind{mark_behind}title{title:d}closing{closing}",
        f"dated{_DATED.search(behind) is not None:d}",
        f"said{said:d}cover{cover}kind{kind}size{group}",
        f"said{said:d}size{group}",
        f"quotes{min(3, len(paragraph.stretches))}",
        f"para{min(2, stretch.paragraph)}",
        f"style{text[stretch.start - 1 : stretch.start]}",
        f"cues{min(2, len(paragraph.cues))}cover{cover}",
        *_tokenwise(text, paragraph, stretch),
    ]


def _tokenwise(text: str, paragraph: Tagged, stretch: Stretch) -> list[str]:
    """What the sequence model gives the tokens in and around a stretch, and which words and classes stand beside it."""
    tokens, chances = paragraph.tokens, paragraph.chances
    if not chances.content:
        return []
    first = bisect_left(tokens, (stretch.start,))
    last = max(first + 1, bisect_left(tokens, (stretch.end,), first))
    content, begin, cue = chances.content, chances.begin, chances.cue
    ahead, behind = _outside(text, paragraph, first - 1, -1), _outside(text, paragraph, last, 1)
    before, earlier = _word(text, paragraph, ahead), _word(text, paragraph, ahead - 1) if ahead > 0 else "<"
    after = _word(text, paragraph, behind)
    group, next_group = word_class(before), word_class(after)
    opening = word_class(_word(text, paragraph, first))
    final = _word(text, paragraph, last - 1)
    if not final[0].isalnum():
        final = _word(text, paragraph, max(first, last - 2))
    count = last - first
    size = min(count, 5) if count < 7 else 6 if count < 12 else 7
    short = min(size, 4)
    inside = logit(sum(content[first:last]) / count)
    near, far = max(cue[max(0, first - _CUE_NEAR) : first], default=0.0), max(cue[last : last + _CUE_NEAR], default=0.0)
    any_cue = max(*cue[max(0, first - _CUE_REACH) : first], *cue[last : last + _CUE_REACH], near, far)
    return [
        f"content{inside}",
        f"content{inside}count{size}",
        f"content{inside}cue{logit(max(near, far))}",
        f"content{inside}before{logit(content[first - 1]) if first else -9}",
        f"content{inside}after{logit(content[last + 1]) if last + 1 < len(content) else -9}",
        f"begin{logit(begin[first]) if first < len(begin) else -9}",
        f"near{logit(near)}",
        f"far{logit(far)}",
        f"near{logit(near)}far{logit(far)}count{short}",
        f"anycue{logit(any_cue)}count{short}",
        f"group={group}",
        f"group={group}count{short}",
        f"group={group}|{next_group}",
        f"group={word_class(earlier)}|{group}",
        f"group={group}opening={opening}",
        f"nextgroup={next_group}",
        f"nextgroup={next_group}count{short}",
        f"opening={opening}count{short}",
        f"final={word_class(final)}count{short}",
        f"before={earlier}|{before}",
        f"before={before}count{short}",
        f"after={after}count{short}",
    ]


def _outside(text: str, paragraph: Tagged, number: int, step: int) -> int:
    """The number of the next token in a direction that is a word or a point, quotation marks passed over."""
    tokens = paragraph.tokens
    while 0 <= number < len(tokens):
        start = tokens[number].start
        if text[start].isalnum() or text[start : tokens[number].end] in _POINTS:
            break
        number += step
    return number


def _word(text: str, paragraph: Tagged, number: int) -> str:
    """A token in lower case, ``<`` outside the paragraph."""
    return text[slice(*paragraph.tokens[number])].lower() if 0 <= number < len(paragraph.tokens) else "<"
