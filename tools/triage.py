"""How often the checklist gives the right answer to short stories: `make measure` prints it.

tools/triage-stories.yml has the stories, the answer that our own editor thought right (no doctor
has confirmed it), and the boxes that two readers ticked, one careful and one skimming. They saw
nothing but the stories and the form, with codes for its boxes. The rule from ticks to an answer is
repeated here on purpose: the page decides in CSS, and test_checklist.py compares the two.
"""

from dataclasses import dataclass
from pathlib import Path

import yaml

import measurements
from records.reader import Reader
from records.red_flags import TIERS, RedFlags
from records.site import path_of

ROOT = Path(__file__).parent.parent
STORIES = Path(__file__).parent / "triage-stories.yml"
ORDER = (*TIERS, "under-16")  # most urgent first; the last two are for people without a sign
READERS = ("careful", "skimming")


@dataclass(frozen=True)
class Reading:
    """One story ticked by one reader. `right` and `got` are ids of answers; `got` may be empty.

    `waits` is why the story gets too urgent an answer until a doctor has judged a narrower sign.
    """

    story: str
    kind: str
    reader: str
    right: str
    got: str
    waits: str = ""

    @property
    def higher(self) -> bool:
        """Whether the answer is more urgent than the right one."""
        return bool(self.got) and _urgency(self.got) < _urgency(self.right)

    @property
    def lower(self) -> bool:
        """Whether the answer is less urgent than the right one, or missing."""
        return not self.got or _urgency(self.got) > _urgency(self.right)


def _urgency(answer: str) -> int:
    """The rank of an answer, 0 for the most urgent; the two without a sign rank equal."""
    return min(ORDER.index(answer), ORDER.index("self-care"))


def answer(ticks: list[str], red_flags: RedFlags) -> str:
    """The id of the answer to ticked ids: of the most urgent sign, else of a none box, or empty."""
    for tier in red_flags.signs:
        if any(flag.id in ticks for flag in tier.flags):
            return tier.id
    return "under-16" if "none-under-16" in ticks else "self-care" if "none" in ticks else ""


def readings(red_flags: RedFlags) -> list[Reading]:
    """Every story as each reader ticked it."""
    stories = yaml.safe_load(STORIES.read_text(encoding="utf-8"))
    return [
        Reading(
            s["id"], s["kind"], reader, s["right"], answer(s[reader], red_flags), s.get("waits", "")
        )
        for s in stories
        for reader in READERS
    ]


def percent(hits: list[bool]) -> int:
    """The percentage of true values."""
    return round(100 * sum(hits) / len(hits))


def measures(readings: list[Reading]) -> dict[str, int]:
    """The measures of studies on symptom checkers, in percent, and the number of readings."""
    well = [r for r in readings if r.kind == "well"]
    emergencies = [r for r in readings if r.right == "emergency"]
    no_sign = [r for r in readings if r.right in ORDER[-2:]]
    return {
        "readings": len(readings),
        "right": percent([r.got == r.right for r in readings]),
        "higher": percent([r.higher for r in readings]),
        "lower": percent([r.lower for r in readings]),
        "emergencies": percent([r.got == r.right for r in emergencies]),
        "self_care": percent([r.got in ORDER[-2:] for r in no_sign]),
        "well_higher": percent([r.higher for r in well]),
    }


def main() -> None:
    """Prints the measures and every wrong answer, and updates the data."""
    reader = Reader(ROOT)
    red_flags = reader.load(RedFlags, path_of("red_flags"))
    reader.check()
    results = readings(red_flags)
    values = measures(results)
    print("\nstories:", *(f"{name} {value}" for name, value in values.items()), sep="  ")
    for r in results:
        if r.got != r.right:
            print(f"{r.story} ({r.reader}): {r.got or 'nothing'}, right is {r.right}")
    measurements.update({"triage": values})


if __name__ == "__main__":
    main()
