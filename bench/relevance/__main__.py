"""`python -m bench.relevance`: the score of the search over the example library."""

import argparse
import json
import sys
from pathlib import Path

from bench.library import DEFAULT_WORK, example_library, settle_in


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.relevance", description=__doc__)
    parser.add_argument("--work", type=Path, default=DEFAULT_WORK, help="where the example library is kept")
    parser.add_argument("--data", type=Path, help="a data folder that already holds the example library")
    parser.add_argument("--below", type=float, default=0.5, help="list the questions whose nDCG@10 is lower")
    parser.add_argument("--pool", action="store_true", help="list answers that nobody has judged")
    parser.add_argument("--json", type=Path, help="write the summary there too")
    options = parser.parse_args()
    settle_in(options.data or example_library(options.work))

    from bench.relevance.score import score, summary, unjudged

    answered, missing = score()
    if missing:
        print(f"not in this library: {', '.join(sorted(missing))}")
    titles = _titles(answered)
    for each in answered:
        if each.measures.ndcg_10 < options.below:
            rescued = " (rescued)" if each.rescued else ""
            print(f"{each.measures.ndcg_10:.2f} {each.question.kind}: {each.question.text}{rescued}")
            for work in each.shown[:3]:
                print(f"       {each.grades.get(work, '-')} {titles.get(work, '')[:90]}")
    if options.pool:
        for text, works in unjudged(answered):
            print(f"\n{text}")
            for work in works:
                print(f"    {_control(work)} {titles.get(work, '')[:110]}")
    result = summary(answered)
    print(f"\n{'':20}{'questions':>10}{'nDCG@10':>9}{'succ@1':>8}{'succ@5':>8}{'MRR':>8}")
    for kind, figures in result.items():
        print(
            f"{kind:20}{figures['questions']:>10}{figures['ndcg_10']:>9.3f}{figures['success_1']:>8.3f}"
            f"{figures['success_5']:>8.3f}{figures['reciprocal_rank']:>8.3f}"
        )
    if options.json:
        options.json.write_text(json.dumps(result, indent=1))
    return 0


def _titles(answered) -> dict[int, str]:
    from serambi.catalogue.models import Work

    works = {work for each in answered for work in each.shown}
    return {work.pk: f"{work.title} / {work.author}" for work in Work.objects.filter(pk__in=works)}


def _control(work: int) -> str:
    from serambi.catalogue.models import BibRecord

    return " ".join(BibRecord.objects.filter(work=work).values_list("control_number", flat=True)[:3])


if __name__ == "__main__":
    sys.exit(main())
