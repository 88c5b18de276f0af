"""The verbs by which words are given to somebody, in the languages of press offices.

A line goes into the set of its language; "found", "present", "release" and their kind
are left out, because they too often are no speech at all."""

from briefings.text.names import word_set
from briefings.text.word_lists import any_of

ENGLISH = word_set(
    "said says say saying added adds adding commented comments commenting explained "
    "explains stated states remarked continued continues concluded concludes noted "
    "notes warned warns argued argues insisted replied responded responds reflected "
    "declared observed wrote writes tweeted enthused told tells recalled stressed "
    "shared sharing emphasised emphasized reiterated praised welcomed acknowledged "
    "urged asked asks recalls reflects replies admitted admits"
)
FRENCH = word_set(
    "déclare affirme souligne indique ajoute explique précise rappelle conclut estime "
    "insiste commente poursuit assure témoigne résume confirme répond regrette "
    "détaille confie note observe"
)
FRENCH_PARTICIPLES = word_set(
    "déclaré affirmé souligné indiqué ajouté expliqué précisé rappelé conclu estimé "
    "insisté commenté poursuivi assuré dit témoigné résumé confirmé répondu noté "
    "confié observé"
)
GERMAN = word_set(
    "sagte sagt erklärte erklärt betonte betont ergänzte ergänzt unterstrich meinte"
)
SPANISH = word_set("dijo afirmó declaró señaló añadió explicó indicó destacó subrayó")
SPANISH_PARTICIPLES = word_set(
    "afirmado declarado señalado añadido explicado indicado destacado subrayado dicho"
)
WELSH = word_set(
    "meddai dywedodd dywed ychwanegodd eglurodd esboniodd nododd rhybuddiodd"
)


# Of a speech that is still to be made, as handed out under an embargo.
TO_COME = (
    r"(?:will|is (?:expected|due|set) to|are expected to) (?:also |then |later ){0,1}"
    r"(?:go on to )?(?:say|add|tell|argue|warn|explain|conclude|insist)"
)
FRENCH_VERB = (
    rf"(?:{any_of(FRENCH)}|(?:a|ont|avait) (?:{any_of(FRENCH_PARTICIPLES)})|"
    r"s['’]est (?:félicitée?|réjouie?)|se (?:félicite|réjouit))"
)
# With the small words that belong to the verb: "a déclaré", "se félicite".
VERB = (
    rf"(?:{any_of(ENGLISH | FRENCH | GERMAN | SPANISH)}|"
    rf"(?:a|ont|avait) (?:{any_of(FRENCH_PARTICIPLES)})|"
    r"a tenu à (?:rappeler|souligner)|s['’]est (?:félicitée?|réjouie?)|"
    r"se (?:félicite|réjouit)|s['’](?:inquiète|enthousiasme|exclame)|"
    rf"(?:ha|han) (?:{any_of(SPANISH_PARTICIPLES)})|{TO_COME}|went on|goes on)"
)
BEFORE_VERB = (
    r"(?:(?:also|then|has|had|later|further|today|yesterday|again|both|all|"
    r"this week|this morning|on \w{6,9}day) ){0,2}"
)
# Welsh puts the verb first: "Dywedodd Mererid Llwynog:".
WELSH_VERB = rf"(?:{any_of(WELSH)}|{any_of(frozenset(map(str.title, WELSH)))})"
# "meddai’r Gweinidog": the article leans on the verb.
LEANING = r"(?:['’]r)?"
# Only behind the words do these give them to somebody: "« … », dit-il", "„…“, so X".
VERB_BEHIND = rf"(?:{VERB}|{any_of(WELSH)}|arsa|so|dit)"
# "a-t-elle ajouté", "dit-il".
INVERTED = (
    rf"(?:(?:a|avait)-t-(?P<pronoun>il|elle) (?:{any_of(FRENCH_PARTICIPLES)})|"
    rf"(?:{any_of(FRENCH)}|dit)(?:-t)?-(?P<pronoun2>il|elle))"
)
