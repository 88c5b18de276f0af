"""Cues of a promise in sentences that name a sum: whatever gives it."""

from briefings.text.claims.cues import Cues, cue

# Verbs only: "funding" and "grant" stand in too many sentences about the past.
MONEY_GIVEN = Cues(
    cue(
        "money-given",
        2.3,
        r"\b(?:announc(?:e|es|ed|ing)|approv(?:e|es|ed|ing)|award(?:s|ed|ing)?|"
        r"allocat(?:es?|ed|ing|ion)|provid(?:e|es|ing)|invest(?:s|ing)?|"
        # What was given by now is no promise any more.
        r"(?<!has )(?<!have )(?<!had )(?<!already )(?<!also )(?:invest|contribut|"
        r"distribut|inject|donat)ed|contribut(?:es?|ing)|confirm(?:s|ed|ing)?|"
        r"pledg(?:es?|ed|ing)|"
        r"commit(?:s|ted|ting)|distribut(?:es?|ing)|increases|back(?:s|ed|ing)|"
        r"unveil(?:s|ed|ing)|sign(?:s|ed|ing)|finalising|a share of|"
        r"mak(?:es|ing) (?:an? )?(?:further |additional |extra |new )?[£€$]?\d"
        r"[^.;]{0,40}available|"
        r"bid for|receiv(?:es?|ing)|totalling|inject(?:s|ing)?|"
        r"donat(?:es?|ing)|attracting|"
        r"made a (?:gift|grant|donation)|(?:has|have) won|"
        r"made available|be available|benefit from|(?<!street )value of|"
        r"set aside|(?:is|are|been|has|have) (?:also |now )?(?:reserved|earmarked|"
        r"ring-?fenced)|"
        r"in (?:new |additional |extra |further )?funding (?:will|to)|"
        r"(?:thanks to|new|additional|extra|further) (?:a |an )?funding of|"
        r"estimated (?:total )?cost of|"
        r"(?:funding|money) is (?:now )?available|"
        r"(?:is|are)(?: being)? (?:funded|financed|paid for) (?:by|through|with|from)|"
        r"an? (?:new |further |additional )?[£€$][\d.,]{1,12}"
        r"(?:[ -]?(?:million|billion|m|bn|k))? "
        r"(?:boost|package|injection|contribution|gift|donation)|"
        r"part of (?:an?|our|its) (?:[\w£€$.,-]{1,12} ){1,6}?(?:project|programme|"
        r"program|package|investment|initiative|plan|scheme))\b",
        needs=(
            *("announc", "approv", "award", "allocat", "provid", "invest", "contrib"),
            *("confirm", "pledg", "commit", "distrib", "increases", "back", "unveil"),
            *("sign", "finalising", "mak", "share", "bid", "receiv", "totalling"),
            *("inject", "donat", "attracting", "made", "won", "available", "benefit"),
            *("value", "aside", "reserved", "earmarked", "fenced", "fund", "cost"),
            *("money", "financed", "paid", "boost", "package", "gift", "part of"),
        ),
    )
)
