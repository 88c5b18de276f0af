"""The promises of the style guide that no other tool keeps. A rule takes a file and
tells what is wrong with it; each is tried on a sample that breaks it."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
LAYERS = HOUSE / "briefings"
LINES_OF_A_FILE = 400
SUBJECTS = (
    *("releases", "quotes", "commitments", "figures", "people", "subjects"),
    "files",
)
TOP_LEVEL = {
    "Makefile",
    "README.md",
    "briefings",
    "manage.py",
    "newsroom",
    "pyproject.toml",
    "requirements.lock",
    "static",
    "templates",
    "tests",
}
WAYS_IN = ("views", "api", "admin", "management")
WRITING = {
    "save",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "select_for_update",
}
# Of a manager these write; of a dictionary or a serializer they do not.
WRITING_ROWS = {"create", "update", "delete"}
# Put together here, so that the rule does not find itself.
NAMES_OF_HOSTS = [
    "".join(parts)
    for parts in (
        ("pypi", ".org"),
        ("python", "hosted.org"),
        ("registry.", "npmjs"),
        ("npmjs", ".com"),
        ("proxy.", "golang.org"),
    )
]
PLACES_OF_A_MACHINE = [
    "/".join(parts) for parts in (("..", "shared"), ("/work", "main"))
]

Rule = Callable[[str], list[str]]


def sources(*folders: str, suffix: str = ".py") -> Iterator[Path]:
    for folder in folders:
        for path in sorted((HOUSE / folder).rglob(f"*{suffix}")):
            if not {"__pycache__", "vendor"} & set(path.parts):
                yield path


def own_files() -> Iterator[Path]:
    """Everything somebody of ours wrote: no lock file, no migration written by
    Django, no caches and nothing of other people's."""
    for suffix in (".py", ".html", ".css", ".js", ".md", ".toml", ".txt"):
        yield from sources(
            "briefings", "newsroom", "templates", "static", suffix=suffix
        )
    yield from sources("tests")
    yield from (HOUSE / name for name in TOP_LEVEL if (HOUSE / name).is_file())


def too_long(source: str) -> list[str]:
    lines = source.count("\n")
    return [f"{lines} lines"] if lines > LINES_OF_A_FILE else []


def strange_addresses(source: str) -> list[str]:
    return [n for n in [*NAMES_OF_HOSTS, *PLACES_OF_A_MACHINE] if n in source]


def calls(source: str) -> Iterator[ast.Call]:
    return (n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Call))


def writing(source: str) -> list[str]:
    """A way in calls an action; it writes no row itself."""
    return [
        f"line {call.lineno}: {ast.unparse(call.func)}"
        for call in calls(source)
        if isinstance(call.func, ast.Attribute)
        and writes(call.func)
        and not any(ast.unparse(word) == "commit=False" for word in call.keywords)
    ]


def saving_by_default(source: str) -> list[str]:
    """Django's own pages save whatever was typed, past every action."""
    return [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef)
        and "admin.ModelAdmin" in map(ast.unparse, node.bases)
        and not {"save_model", "has_change_permission"} & set(methods(node))
    ]


def timed(source: str) -> list[str]:
    """A test that asks a clock fails on a busy machine: `make bench` is for that."""
    return [
        f"line {call.lineno}"
        for call in calls(source)
        if ast.unparse(call.func).endswith((".perf_counter", ".process_time"))
    ]


def methods(node: ast.ClassDef) -> list[str]:
    return [part.name for part in node.body if isinstance(part, ast.FunctionDef)]


def writes(called: ast.Attribute) -> bool:
    if called.attr in WRITING:
        return True
    rows = ast.unparse(called.value)
    return called.attr in WRITING_ROWS and bool(
        re.search(r"\bobjects\b|\.filter\(|\.exclude\(|\.all\(\)|_set$", rows)
    )


def state_set_by_hand(source: str) -> list[str]:
    return [
        f"line {node.lineno}"
        for node in ast.walk(ast.parse(source))
        for target in assigned(node)
        if isinstance(target, ast.Attribute) and target.attr == "state"
    ] + [
        f"line {call.lineno}"
        for call in calls(source)
        if (
            ast.unparse(call.func).endswith((".update", ".bulk_create"))
            and any(word.arg == "state" for word in call.keywords)
        )
        or (ast.unparse(call).startswith("setattr") and "'state'" in ast.unparse(call))
    ]


def assigned(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return [
            one
            for target in node.targets
            for one in (target.elts if isinstance(target, ast.Tuple) else [target])
        ]
    return [node.target] if isinstance(node, ast.AnnAssign | ast.AugAssign) else []


def queries_in_template(source: str) -> list[str]:
    """What a template shows was fetched before; it asks nothing itself."""
    asking = (
        r"\.(?:objects|all|filter|exclude|get|select_related|prefetch_related|order_by|"
        r"exists|first|last|latest|earliest|count|values|values_list)\b|_set\b"
    )
    code = re.findall(r"\{[{%].*?[%}]\}", source, re.DOTALL)
    return [
        part
        for part in code
        if re.search(asking, re.sub(r"\b(?:for)?loop\.\w+", "loop", part))
    ]


def rules_in_signals(source: str) -> list[str]:
    found = re.findall(r"django\.db\.models\.signals|django\.dispatch", source)
    return sorted(set(found))


def verbs(source: str) -> list[str]:
    """The functions of a module that change something for somebody."""
    return [
        node.name
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and any(argument.arg == "by" for argument in node.args.kwonlyargs)
    ]


def rights_asked(source: str) -> list[str]:
    """What a role may is known to `permissions` alone."""
    asked = {"has_perm", "has_perms", "has_module_perms", "is_superuser", "with_perm"}
    return [
        f"line {node.lineno}: {node.attr}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute)
        and node.attr in asked
        # To trust somebody with everything is an action.
        and isinstance(node.ctx, ast.Load)
    ]


def letters_of_its_own(source: str) -> list[str]:
    """What every letter says of itself is written down once, in `letters`."""
    return sorted(
        set(re.findall(r"EmailMessage|EmailMultiAlternatives|send_mail\b", source))
    )


def not_atomic(source: str) -> list[str]:
    return [
        node.name
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef)
        and node.name in verbs(source)
        and "transaction.atomic" not in [ast.unparse(d) for d in node.decorator_list]
        and len(node.body) > 1
    ]


def without_verbs(source: str) -> list[str]:
    return [] if verbs(source) else ["nothing here is done by anybody"]


BREAKING: dict[Rule, str] = {
    rights_asked: "def view(request):\n    return request.user.has_perm('x')",
    too_long: "x = 1\n" * 401,
    strange_addresses: f"see https://{NAMES_OF_HOSTS[0]}/simple",
    writing: "def view(request):\n    Release.objects.filter(pk=1).update(slug='x')",
    timed: "begun = time.perf_counter()",
    saving_by_default: "class Page(admin.ModelAdmin):\n    list_display = ('name',)",
    state_set_by_hand: "def lift(edition):\n    edition.state, x = 'issued', 1",
    queries_in_template: "{% for q in person.quotes.all() %}{% endfor %}",
    rules_in_signals: "from django.db.models.signals import post_save",
    letters_of_its_own: "from django.core.mail import send_mail",
    not_atomic: "def issue(edition, *, by):\n    edition.save()\n    return edition",
    without_verbs: "def slug(name):\n    return name",
}


@pytest.mark.parametrize("rule", BREAKING, ids=lambda rule: rule.__name__)
def test_each_rule_can_be_broken(rule):
    assert rule(BREAKING[rule])


def test_whoever_asks_for_a_superuser_asks_for_a_right():
    assert rights_asked("if account.is_superuser: pass") == ["line 1: is_superuser"]
    assert rights_asked("account.is_superuser = True") == []


@pytest.mark.parametrize(
    "harmless",
    [
        "def view(request):\n    return render(request, context.update(a=1))",
        "form.cleaned_data.update(x=1)",
        "hashlib.new('md5').update(b'')",
        "formset.save(commit=False)",
    ],
)
def test_what_writes_no_row_is_not_taken_for_writing(harmless):
    assert writing(harmless) == []


def broken(rule: Rule, paths: Iterator[Path]) -> dict[str, list[str]]:
    found = {
        str(path.relative_to(HOUSE)): rule(path.read_text("utf-8")) for path in paths
    }
    assert found, "Nothing was looked at."
    return {path: faults for path, faults in found.items() if faults}


def test_no_file_is_longer_than_a_reader_bears():
    written = (
        path
        for path in own_files()
        if "migrations" not in path.parts
        and path.suffix in {".py", ".html", ".css", ".js"}
    )

    assert broken(too_long, written) == {}


def test_nothing_names_a_machine_or_a_place_packages_come_from():
    assert broken(strange_addresses, own_files()) == {}


def test_ways_in_write_nothing():
    assert broken(writing, without_samples(WAYS_IN)) == {}


def test_no_test_asks_a_clock_how_fast_it_was():
    tests = (p for p in sources("tests") if "benchmarks" not in p.parts)

    assert broken(timed, tests) == {}


def test_no_page_of_the_admin_saves_past_the_actions():
    assert broken(saving_by_default, sources("briefings/admin")) == {}


def test_a_state_is_also_set_by_hand_in_a_call():
    assert state_set_by_hand("editions.update(state='issued')")
    assert state_set_by_hand("setattr(edition, 'state', 'issued')")
    assert state_set_by_hand("editions.update(headline='issued')") == []


def without_samples(layers: tuple[str, ...]) -> Iterator[Path]:
    """The accounts of the sample newsroom are the one thing no action makes."""
    for path in sources(*(f"briefings/{layer}" for layer in layers)):
        if "sample" not in path.parts:
            yield path


def test_nothing_but_an_action_moves_an_edition():
    others = (p for p in sources("briefings", "newsroom") if "actions" not in p.parts)

    assert broken(state_set_by_hand, others) == {}


def test_templates_ask_the_database_nothing():
    assert broken(queries_in_template, sources("templates", suffix=".html")) == {}


def test_rights_are_asked_about_in_one_place():
    """Beside it, only an account itself knows that it may do everything."""
    account = LAYERS / "models" / "accounts.py"
    others = (
        p
        for p in sources("briefings", "newsroom")
        if p != account and "permissions" not in p.parts
    )

    assert broken(rights_asked, others) == {}


def test_every_letter_is_of_one_kind():
    others = (p for p in sources("briefings", "newsroom") if p.name != "letters.py")

    assert broken(letters_of_its_own, others) == {}


def test_no_rule_hides_in_a_signal():
    assert broken(rules_in_signals, sources("briefings", "newsroom")) == {}


def actions() -> Iterator[Path]:
    return (p for p in sources("briefings/actions") if p.name != "__init__.py")


def test_every_module_of_actions_holds_verbs():
    assert broken(without_verbs, actions()).keys() == {"briefings/actions/storing.py"}


def test_an_action_happens_wholly_or_not_at_all():
    # These are steps of actions, inside the transaction of each.
    steps = {
        "begin_next",
        "demand_move",
        "keep_words",
        "lock_for_writing",
        "lock_record",
        "lock_undecided",
        "make_move",
        "person_called",
        "record",
        "tell",
        "tell_owner",
        "unmark",
        "with_speaker",
        # Asks first whether there is a limit, and then has a transaction of its own.
        "spend",
    }

    loose = broken(not_atomic, actions())
    assert {name for names in loose.values() for name in names} <= steps


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_subject_has_the_same_file_name_in_every_layer(subject):
    layers = ("models", "actions", "views", "api", "admin")

    missing = [lr for lr in layers if not (LAYERS / lr / f"{subject}.py").exists()]
    assert missing == []


def test_no_file_says_nothing_with_its_name():
    empty = {"utils", "helpers", "common", "misc", "base", "services", "tools"}

    names = {path.stem for path in sources("briefings", "newsroom", "tests")}
    assert names & empty == set()
    assert "workflow" in names


def test_nobody_strange_stands_at_the_top():
    there = {path.name for path in HOUSE.iterdir() if not path.name.startswith(".")}

    assert there - {"__pycache__"} <= TOP_LEVEL
    assert there & TOP_LEVEL == TOP_LEVEL
