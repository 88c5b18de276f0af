"""Cues of a promise that is called one, "I promise we will", "guarantees a reply", and
of one that is told as if it were under way, "is being scrapped from April"; see
``promise_cues``."""

from briefings.text.claims.cues import cue
from briefings.text.claims.promise_words import DONE

_WHO = r"(?:that|we|i|it|they|he|she|the|every|each(?! other)|all|no|nobody|nothing)"
# "Cannot guarantee a place", "to guarantee every child a place".
_UNBOUND = r"(?<!not )(?<!cannot )(?<!can't )(?<!can’t )(?<!never )(?<!to )(?<!no )"
SPOKEN = (
    cue(
        "promises-that",
        1.9,
        rf"\b(?:we|i) (?:can )?(?:promise|pledge|guarantee|vow)(?: you)? {_WHO}\b",
        rf"\b{_UNBOUND}(?:promises|pledges|guarantees|vows|promising|pledging|vowing) "
        rf"{_WHO}\b[^.]{{0,80}}\b(?:will|would|can|shall)\b",
        r"\b(?:is|are|am|['’]re|['’]m) (?:promising|pledging|vowing) to\b",
        needs=("promis", "pledg", "guarante", "vow"),
    ),
    # These two need their day.
    cue(
        "guarantees",
        1.2,
        rf"\b{_UNBOUND}guarantees? (?:an?|all|every|each|at least)\b",
        needs=("guarantee",),
    ),
    cue(
        "being-done",
        1.1,
        rf"being(?:(?<= is being)|(?<= are being)) (?:\w+ly )?(?!held\b){DONE}\b",
        needs=("being",),
    ),
    # Of a thing it is foretold, and needs its day.
    cue(
        "said-it-would-be",
        1.2,
        r"\bsaid (?:that )?(?:the|all|its|their|work|works|construction)\b[^.;,]{0,60} "
        rf"would (?:also |now )?(?:be (?:{DONE}|finished)|open|reopen|begin|start)\b",
        needs=("would",),
    ),
)
