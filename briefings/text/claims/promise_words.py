"""Words of which cues of a promise are made: what is done, and who says so."""

import re

from briefings.text.claims.cues import Beginning, one_of

WILL = (
    r"(?:will|shall|(?:we|i|they|it|he|she)['’]ll|(?:is|are) to(?= be )|"
    r"(?:is|are) set to)"
)
ADVERB = one_of(
    "also now then not no_longer be_able_to in_turn only immediately shortly very",
    "soon initially further together therefore instead again have_to this_evening",
    "jointly gradually permanently temporarily automatically formally publicly fully",
    "directly actively significantly substantially urgently progressively annually",
)
WILL_NEEDS = ("will", "shall", "'ll ", "’ll ", "s to be ", "e to be ", "set to ")
WILL_BEGINS = Beginning(
    (rf"\b{WILL}", r"\bwill", r"\b(?:will|shall)"),
    re.compile(
        r"[wsitha](?<!\w.)(?=ill|hall|h?e['’]ll|['’]ll|hey['’]ll|t['’]ll|"
        r"s (?:set )?to |re (?:set )?to )"
    ),
    re.compile(r"will(?<!\wwill)"),
    ("shall", "'ll", "’ll", " to be ", " set to"),
)
WILL_NOW = rf"\b{WILL}(?: {ADVERB}){{0,3}}"
DONE = one_of(
    "agreed built created published announced retained issued financed funded",
    "introduced given used established launched signed replaced returned developed",
    "extended removed abolished repealed scrapped invested allocated paid reduced",
    "increased recruited hired trained opened reopened re-opened set_up",
    "carried_out put brought_forward rolled_out passed amended appointed awarded",
    "delivered completed upgraded installed fitted protected rewarded required",
    "granted transferred monitored reviewed tabled laid proposed constructed held",
    "ready available operational selected chosen offered shared named refurbished",
    "replanted restored repaired cleared closed halved doubled cut ended lifted frozen",
    "banned outlawed phased_out spent split divided directed dedicated earmarked",
    "distributed commissioned equipped trialled piloted tested rebuilt converted",
    "relocated moved merged strengthened expanded widened modernised supported",
    "implemented enacted repealed brought_in considered consulted told informed",
    "notified contacted invited compensated reimbursed refunded connected renewed",
    "screened inspected insulated electrified resurfaced demolished vaccinated",
    "collected",
)
ACT = one_of(
    "fund invest deliver recruit build sign introduce legislate publish create",
    "extend ban double provide give establish develop construct locate upgrade",
    "contribute conduct carry_out work update release revise remove abolish repeal",
    "scrap reform replace consult consider report review monitor protect keep",
    "continue make take bring set_up set_out launch open reopen re-open close come",
    "go enter begin start commence run move become assess place look lead support",
    "share allocate pay halt strengthen enact allow enable need require prevent",
    "transfer divide sit store increase reduce cut raise spend offer ensure",
    "implement expand train hire rise fall stay remain appoint select install repair",
    "restore plant modernise simplify streamline tighten toughen freeze waive refund",
    "reimburse match double treble lift ease table lay bring_forward bring_in "
    "phase_out",
    "roll_out step_up set_aside pilot trial commission procure purchase buy deploy",
    "operate host run maintain refurbish design employ acquire merge sell assess audit",
    "ratify withdraw propose negotiate conclude hand_over write_off pass form set",
    "earmark dedicate devote finance subsidise end stop cease resume restart complete",
    "finish finalise convene issue adopt apply prioritise prioritize",
    "coordinate co-ordinate collaborate partner demolish resurface reorganise",
    "electrify insulate vaccinate screen inspect investigate enforce patrol",
    "dispatch evacuate arrange ballot cap compensate decommission disclose discontinue",
    "distribute dredge equip exempt halve impose lend license lodge nominate notify",
    "organise phase_in prohibit prosecute recycle redevelop reinstate reinvest",
    "renovate repay scale_up sponsor submit suspend top_up triple widen wind_down",
    "collect examine source lend bring_down fix",
)
DOINGS = (
    "introducing providing establishing scaling finalising creating contributing",
    "investing allowing giving allocating proposing planning legislating launching",
    "setting recruiting hiring banning adding rolling_out",
)
DOING = one_of(*DOINGS)
# What may follow "we will" and promises nothing.
NO_ACT = one_of(
    "be have see need know feel find hear remember miss say tell want like hope know",
    "never always ever all still discuss meet attend visit speak talk hear thank",
    "welcome call urge wait learn understand leave lose win face suffer depend fail",
)
OFFICES = (
    "department ministry council government agency authority commission trust company",
    "university union party cabinet committee board regulator office foundation",
)
OFFICE = one_of(*OFFICES)
# Whatever may bind others once it is law.
RULES = (
    *("bill", "act", "reform", "rule", "regulation", "legislation", "proposal"),
    "power",
)
