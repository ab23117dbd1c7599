"""How often the checklist gives the right answer to short stories: `make measure` prints it.

tools/triage-stories.yml holds the stories, the answer that our own editor thought right (no doctor
has given the key), and the boxes that two readers ticked who saw the form with codes for boxes and
the stories, and nothing else: one read with care, one skimmed. The rule from ticks to an answer is
written here a second time, on purpose: the page decides in CSS, and test_checklist.py compares it.
"""

from dataclasses import dataclass
from pathlib import Path

import yaml

import measured
from records.reader import Reader
from records.red_flags import TIERS, RedFlags
from records.site import path_of

ROOT = Path(__file__).parent.parent
STORIES = Path(__file__).parent / "triage-stories.yml"
ORDER = (*TIERS, "under-16")  # the first is the most urgent; the last two are for who has no sign
READERS = ("careful", "skimming")


@dataclass(frozen=True)
class Reading:
    """One story as one reader ticked it. `right` and `got` are ids of answers; got may be empty."""

    story: str
    kind: str
    reader: str
    right: str
    got: str

    @property
    def higher(self) -> bool:
        """Whether the answer is more urgent than is right."""
        return bool(self.got) and _place(self.got) < _place(self.right)

    @property
    def lower(self) -> bool:
        """Whether the answer is less urgent than is right, or there is none."""
        return not self.got or _place(self.got) > _place(self.right)


def _place(answer: str) -> int:
    """The two answers for who has no sign are for different ages and equally urgent."""
    return min(ORDER.index(answer), ORDER.index("self-care"))


def answer(ticks: list[str], red_flags: RedFlags) -> str:
    """The id of the answer to some ticked boxes: the most urgent sign; without one, a none box."""
    for tier in red_flags.signs:
        if any(flag.id in ticks for flag in tier.flags):
            return tier.id
    return "under-16" if "none-under-16" in ticks else "self-care" if "none" in ticks else ""


def readings(red_flags: RedFlags) -> list[Reading]:
    """Every story as each reader ticked it."""
    stories = yaml.safe_load(STORIES.read_text(encoding="utf-8"))
    return [
        Reading(one["id"], one["kind"], who, one["right"], answer(one[who], red_flags))
        for one in stories
        for who in READERS
    ]


def percent(some: list, of: list) -> int:
    return round(100 * len(some) / len(of))


def measures(found: list[Reading]) -> dict[str, int]:
    """The measures of the literature, in percent, and the number of readings."""
    well = [one for one in found if one.kind == "well"]
    emergencies = [one for one in found if one.right == "emergency"]
    no_sign = [one for one in found if one.right in ORDER[-2:]]
    return {
        "readings": len(found),
        "right": percent([one for one in found if one.got == one.right], found),
        "higher": percent([one for one in found if one.higher], found),
        "lower": percent([one for one in found if one.lower], found),
        "emergencies": percent([one for one in emergencies if one.got == one.right], emergencies),
        "self_care": percent([one for one in no_sign if one.got in ORDER[-2:]], no_sign),
        "well_higher": percent([one for one in well if one.higher], well),
    }


def main() -> None:
    """Prints the measures and every reading that went wrong, and renews the data."""
    reader = Reader(ROOT)
    red_flags = reader.load(RedFlags, path_of("red_flags"))
    reader.check()
    found = readings(red_flags)
    print("\nstories:", *(f"{name} {value}" for name, value in measures(found).items()), sep="  ")
    for one in found:
        if one.got != one.right:
            print(f"{one.story} ({one.reader}): {one.got or 'nothing'}, right is {one.right}")
    measured.renew({"triage": measures(found)})


if __name__ == "__main__":
    main()
