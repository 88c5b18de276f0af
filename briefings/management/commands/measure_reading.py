import json
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from briefings.models import Suggestion, TagProposal
from briefings.text.measuring import Measure, measure
from briefings.text.reading import Unreadable, read_release

FORMS = (".md", ".txt")
ROWS: dict[str, Callable[[Measure], float]] = {
    "quotes, exact: F1": lambda m: m.quotes_exact.f1,
    "quotes, overlap: F1": lambda m: m.quotes.f1,
    "speaker right": lambda m: m.speaker.share,
    "surname right": lambda m: m.surname.share,
    "role right": lambda m: m.role.share,
    "figures: F1": lambda m: m.figures.f1,
    "commitments: recall": lambda m: m.commitments.recall,
    "commitments: precision": lambda m: m.commitments.precision,
    "kind of commitment right": lambda m: m.kind.share,
    "specific commitments: F1": lambda m: m.specific.f1,
}


class Command(BaseCommand):
    help = (
        "Compare the reader with labelled releases: DIR holds NAME.json as a person "
        "marked it, beside NAME.txt, the flat text, and NAME.md where there is one."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", metavar="DIR", type=Path)
        parser.add_argument(
            "--misses", action="store_true", help="Name every miss, by document."
        )
        parser.add_argument("--json", action="store_true", help="One JSON object.")
        parser.add_argument(
            "--suggestions",
            action="store_true",
            help="Which rules' proposals the editors took, from the database.",
        )

    def handle(self, *, folder: Path | None, **options: Any) -> None:
        if folder is None and not options["suggestions"]:
            raise CommandError("Name a folder of labelled releases, or --suggestions.")
        if folder is not None:
            self._measure(folder, **options)
        if options["suggestions"]:
            self._report_suggestions(as_json=options["json"])

    def _measure(self, folder: Path, **options: Any) -> None:
        names = sorted(folder.glob("*.json"))
        if not names:
            raise CommandError(f"There is no labelled release in {folder}.")
        totals = {form: Measure() for form in FORMS}
        for name in names:
            for form, measured in _measured(name):
                totals[form] += measured
                if options["misses"] and measured.misses:
                    lines = "".join(f"\n  {miss}" for miss in measured.misses)
                    self.stdout.write(f"{name.stem}{form}{lines}")
        if options["json"]:
            self.stdout.write(json.dumps({f: _shares(m) for f, m in totals.items()}))
        else:
            self._print(totals)

    def _print(self, totals: dict[str, Measure]) -> None:
        measured = {form: total for form, total in totals.items() if total.documents}
        self._row("", measured)
        counts = [str(total.documents) for total in measured.values()]
        self._row("documents", counts)
        for label, share in ROWS.items():
            self._row(label, [f"{share(total):.3f}" for total in measured.values()])

    def _report_suggestions(self, *, as_json: bool) -> None:
        rules = [*Suggestion.objects.by_rule(), *TagProposal.objects.by_rule()]
        if as_json:
            self.stdout.write(json.dumps(rules))
            return
        if not rules:
            self.stdout.write("Nothing has been suggested yet.")
            return
        self._row("", ["open", "taken", "changed", "rejected", "taken of decided"])
        for rule in rules:
            counts = ("open", "accepted", "changed", "rejected")
            cells = [str(rule[count]) for count in counts]
            self._row(f"{rule['kind']}: {rule['rule']}", [*cells, _acceptance(rule)])

    def _row(self, label: str, cells: Any) -> None:
        self.stdout.write(f"{label:<32}" + "".join(f"{cell:>10}" for cell in cells))


def _measured(labelled: Path) -> Iterator[tuple[str, Measure]]:
    labels = _json(labelled)
    flat = labelled.with_suffix(".txt")
    for form in FORMS:
        path = labelled.with_suffix(form)
        if not path.exists():
            continue
        try:
            found = read_release(path.read_bytes(), name=path.name).as_json()
        except Unreadable as error:
            raise CommandError(str(error)) from error
        text = (flat if flat.exists() else path).read_text(encoding="utf-8")
        yield form, measure(found, labels, text)


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise CommandError(f"{path} is no JSON: {error}.") from error


def _shares(total: Measure) -> dict[str, Any]:
    counted = {name: n for name, n in asdict(total).items() if name != "misses"}
    return counted | {label: share(total) for label, share in ROWS.items()}


def _acceptance(rule: dict[str, Any]) -> str:
    decided = rule["accepted"] + rule["changed"] + rule["rejected"]
    taken = rule["accepted"] + rule["changed"]
    return f"{taken / decided:.0%}" if decided else "—"
