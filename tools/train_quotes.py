"""Fit the attribution model that the package ships.

    python tools/train_quotes.py TRAIN.jsonl [--out src/newsreader/analysis/models]

TRAIN.jsonl holds one article a line: "text", "attributions" (lists of "source", "cue" and "content" spans),
"direct_quotes" (spans with the number of their attribution, "speaker", "source_text") and "not_quotes" (spans, with
"ambiguous" for those left out). The sequence model is fitted on all of it; the four small models are fitted on what
three sequence models say of the third that each has not seen, so that they learn how far to trust it. The result
depends on the data alone.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, cast

from fit_loglinear import Choice, Decision, fit_choice, fit_decision
from fit_tagger import adjusted, fit_tagger
from pack_tagger import packed

from newsreader.analysis.crf import Tagger
from newsreader.analysis.entities import find_entities
from newsreader.analysis.quotes import deciding, linking
from newsreader.analysis.quotes.attribution import Reading
from newsreader.analysis.quotes.linking import Candidate, Origin, Previous
from newsreader.analysis.quotes.marks import Stretch
from newsreader.analysis.quotes.tagging import SequenceTagger
from newsreader.analysis.quotes.weights import LogLinear, Models
from newsreader.analysis.reported_features import reported_cases
from newsreader.analysis.speakers.sources import Naming, read_source
from newsreader.article import Span

REPORTS_WITH_A_FEATURE, STRETCHES_WITH_A_FEATURE = 8, 3
"""Cases that must share a feature; of reported speech there are many, and the file is to stay small."""

REPORTING_NORM, DECIDING_NORM = 32.0, 24.0
"""Weights of the L2 norms; cross-validation on the training articles finds plateaus from 16 to 64."""

LINKING_DECAY = 1e-2
"""Decay of the weights of linking; cross-validation on the training articles finds a plateau from 0.003 to 0.03."""

Record = dict[str, Any]
EMPTY = LogLinear({})
FOLDS = 3
"""Parts of the articles: the small models learn from what a sequence model that has not seen a part says of it."""


def main() -> None:
    """Fit everything and write the two files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/newsreader/analysis/models"))
    parser.add_argument("--c1", type=float, default=1.8, help="weight of the L1 norm; decides the size of the file")
    parser.add_argument("--lean", type=float, default=0.5, help="see fit_tagger.adjusted")
    parser.add_argument("--iterations", type=int, default=120)
    parser.add_argument("--work", type=Path, help="keep the fitted sequence models here and use those that are there")
    options = parser.parse_args()
    records: list[Record] = [json.loads(line) for line in options.train.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as scratch:
        work = options.work or Path(scratch)
        work.mkdir(parents=True, exist_ok=True)
        parts = [("all", records)]
        parts += [(f"without-{k}", [r for n, r in enumerate(records) if n % FOLDS != k]) for k in range(FOLDS)]
        fits = [(part, work / f"{name}.crf") for name, part in parts if not (work / f"{name}.crf").exists()]
        with ProcessPoolExecutor() as pool:
            for fit in [pool.submit(fit_tagger, *f, options.c1, 0.01, options.iterations) for f in fits]:
                fit.result()
        for name, _ in parts:
            (work / f"{name}.lean.crf").write_bytes(adjusted(work / f"{name}.crf", lean=options.lean))
        weights = fit_small([(records[k::FOLDS], work / f"without-{k}.lean.crf") for k in range(FOLDS)])
        model = gzip.compress(packed((work / "all.lean.crf").read_bytes()), 9, mtime=0)
    (options.out / "attribution.crf.gz").write_bytes(model)
    text = json.dumps(weights, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (options.out / "attribution.json").write_text(text + "\n", encoding="utf-8")
    print(f"attribution.crf.gz {len(model):,} bytes, attribution.json {len(text):,} bytes")


def fit_small(parts: list[tuple[list[Record], Path]]) -> dict[str, dict[str, float]]:
    """Fit the small models on articles that their taggers have not seen, each part read on its own.

    What `deciding` learns of a link is what a linker says of it that was fitted on the other parts.
    """
    read: list[list[tuple[Record, Reading]]] = []
    reports: list[Decision] = []
    with ProcessPoolExecutor(len(parts)) as pool:
        for (records, _), (part, cases) in zip(parts, pool.map(read_part, *zip(*parts, strict=True)), strict=True):
            read.append(list(zip(records, part, strict=True)))
            reports += cases
    readings = [pair for part in read for pair in part]
    links = [[case for record, reading in part for case, _, _ in link_cases(record, reading)] for part in read]
    decisions: list[Decision] = []
    for k, part in enumerate(read):
        other = fit_linker([case for n, cases in enumerate(links) if n != k for case in cases])
        decisions += [d for record, reading in part for d in decision_cases(record, reading, other)]
    linker = fit_linker([case for cases in links for case in cases])
    antecedents: dict[str, float] = {}
    for _ in range(2):
        pronouns = [
            c for record, reading in readings for c in antecedent_cases(record, reading, LogLinear(antecedents))
        ]
        antecedents = fit_choice(pronouns)
    print(
        f"cases: linking {sum(map(len, links))}, antecedents {len(pronouns)}, deciding {len(decisions)}, "
        f"reporting {len(reports)} of which {sum(right for _, right in reports)} right"
    )
    return {
        "linking": dict(linker.weights),
        "antecedents": antecedents,
        "deciding": fit_decision(decisions, c2=DECIDING_NORM, least=STRETCHES_WITH_A_FEATURE),
        "reporting": fit_decision(reports, c2=REPORTING_NORM, least=REPORTS_WITH_A_FEATURE),
    }


def fit_linker(cases: list[Choice]) -> LogLinear:
    """Fit the model that chooses the source of a stretch."""
    return LogLinear(fit_choice(cases, rate=0.1, decay=LINKING_DECAY))


def read_part(records: list[Record], path: Path) -> tuple[list[Reading], list[Decision]]:
    """Read articles with a tagger, and weigh what is reported in them; the readings come back without the tagger."""
    models = Models(SequenceTagger(Tagger(packed(path.read_bytes()))), EMPTY, EMPTY, EMPTY, EMPTY)
    readings = [Reading(r["text"], find_entities(r["text"]), models) for r in records]
    reports = [
        (tuple(map(sys.intern, traits)), right)
        for record, reading in zip(records, readings, strict=True)
        for traits, right in report_cases(record, reading)
    ]
    for reading in readings:
        reading.models = Models(cast(SequenceTagger, None), EMPTY, EMPTY, EMPTY, EMPTY)
    return readings, reports


def gold_of(record: Record, stretch: Stretch) -> tuple[str, Record] | None:
    """The direct quote ("quote") or the rest ("other") that a stretch is in the gold, None if it is neither."""
    for part, kind in (("direct_quotes", "quote"), ("not_quotes", "other")):
        for one in record[part]:
            common = min(one["end"], stretch.end) - max(one["start"], stretch.start)
            longer = max(one["end"] - one["start"], stretch.end - stretch.start)
            if common >= 0.7 * longer - 3:
                return kind, one
    return None


def gold_source(record: Record, quote: Record) -> Span | None:
    """The words of the source of a direct quote."""
    sources = record["attributions"][quote["attribution"]]["source"]
    return Span(*sources[0]) if sources else None


def link_cases(record: Record, reading: Reading) -> Iterator[tuple[Choice, Stretch, list[Candidate]]]:
    """What the linker is asked at each direct quote, the quotes before it being linked rightly."""
    previous: Previous | None = None
    before = None
    for paragraph in reading.paragraphs:
        for stretch in paragraph.stretches:
            gold = gold_of(record, stretch)
            if gold is None or gold[0] != "quote":
                continue
            options = linking.candidates(reading.text, paragraph, before, stretch, previous, reading.cast)
            source = gold_source(record, gold[1])
            right = right_candidate(options, source)
            if right is not None:
                yield ([o.features for o in options], right), stretch, options
            chosen = options[right] if right is not None else None
            if chosen is None and source is not None:
                previous = Previous(stretch, source, None)
            elif chosen is not None:
                nobody = chosen.origin is Origin.NOBODY
                previous = Previous(stretch, None if nobody else chosen.span, chosen.cue)
        before = paragraph


def right_candidate(options: list[Candidate], source: Span | None) -> int | None:
    """The candidate that names the gold source; tagged ones before the others."""
    if source is None:
        return len(options) - 1 if options[-1].origin is Origin.NOBODY else None
    fitting = [k for k, o in enumerate(options) if o.origin is not Origin.NOBODY and o.span.overlaps(source)]
    return min(fitting, key=lambda k: (list(Origin).index(options[k].origin), k)) if fitting else None


def antecedent_cases(record: Record, reading: Reading, model: LogLinear) -> Iterator[Choice]:
    """What the antecedent model is asked at each pronoun whose person is known."""
    models = Models(reading.models.tagger, EMPTY, EMPTY, model, EMPTY)
    resolver = reading.fresh_resolver(models)
    known = {}
    for quote in record["direct_quotes"]:
        source = gold_source(record, quote)
        if source is not None and quote["speaker"] and quote["how"] not in ("pronoun", "desc"):
            known[source.start] = quote["speaker"]
    for paragraph in reading.paragraphs:
        for span in paragraph.sources:
            source_words = read_source(reading.text, span, reading.cast)
            speaker = known.get(span.start)
            if source_words.naming is not Naming.PRONOUN or speaker is None:
                resolver.resolve(span)
                continue
            antecedents = resolver.antecedents
            figures = antecedents.candidates(span.start, source_words.gender)
            right = [k for k, f in enumerate(figures) if same_person(f.name, speaker)]
            if right and len(figures) > 1:
                yield (
                    [antecedents.features(f, span.start, source_words.gender) for f in figures],
                    right[0],
                )
            if right:
                antecedents.note(span.start, figures[right[0]])


def same_person(name: str, other: str) -> bool:
    """Whether two forms of a name end alike and do not differ in the first name."""
    a, b = name.replace("’", "'").lower().split(), other.replace("’", "'").lower().split()
    if not a or not b or a[-1] != b[-1]:
        return False
    return len(a) == 1 or len(b) == 1 or a[0] in b or b[0] in a or a[0][0] == b[0][0]


def decision_cases(record: Record, reading: Reading, linker: LogLinear) -> Iterator[Decision]:
    """Every stretch that the gold knows, with whether it is a quote."""
    previous: Previous | None = None
    before = None
    for paragraph in reading.paragraphs:
        for stretch in paragraph.stretches:
            options = linking.candidates(reading.text, paragraph, before, stretch, previous, reading.cast)
            chances = linker.distribution([o.features for o in options])
            best = max(range(len(options)), key=lambda k: (chances[k], -k))
            link = options[best]
            gold = gold_of(record, stretch)
            if gold is None or gold[1].get("ambiguous"):
                continue
            quote = gold[0] == "quote"
            yield deciding.features(reading.text, paragraph, stretch, link, chances[best]), quote
            if quote:
                previous = Previous(stretch, None if link.origin is Origin.NOBODY else link.span, link.cue)
        before = paragraph


def report_cases(record: Record, reading: Reading) -> Iterator[Decision]:
    """Every candidate for reported speech, with whether the gold has it: half of the words and the cue agree.

    What the gold counts as a direct quotation is left out, for nothing is won or lost with it.
    """
    quoted = [(q["start"], q["end"]) for part in ("direct_quotes", "not_quotes") for q in record[part]]
    attributions = [(a, _within(a["content"], quoted)) for a in record["attributions"]]
    for paragraph in reading.paragraphs:
        for case in reported_cases(reading.text, paragraph):
            cued = [(a, direct) for a, direct in attributions if _common(a["cue"], *case.cue)]
            for one, traits in case.candidates:
                right = [direct for a, direct in cued if _agree(a["content"], one.start, one.end)]
                if not right or not all(right):
                    yield [*case.shared, *traits], bool(right)


def _within(content: list[list[int]], quoted: list[tuple[int, int]]) -> bool:
    """Whether half of a content stands between quotation marks."""
    return 2 * sum(_common(content, *q) for q in quoted) >= sum(b - a for a, b in content)


def _agree(content: list[list[int]], start: int, end: int) -> bool:
    """Whether a range has half of the words of both in common with a content."""
    return 2 * _common(content, start, end) >= _joined(content, start, end)


def _common(spans: list[list[int]], start: int, end: int) -> int:
    return sum(max(0, min(b, end) - max(a, start)) for a, b in spans)


def _joined(spans: list[list[int]], start: int, end: int) -> int:
    return sum(b - a for a, b in spans) + end - start - _common(spans, start, end)


if __name__ == "__main__":
    main()
