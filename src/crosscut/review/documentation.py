"""The documentation of the rules, made from the rules."""

from __future__ import annotations

from crosscut.review.history import NEEDS
from crosscut.review.model import Parameter, Rule
from crosscut.review.registry import all_rules

_HEAD = """# Review rules

What `crosscut review` looks for, made from the rules themselves with `python -m crosscut.review.documentation`.
[review.md](review.md) says how findings, money at stake and decisions work. Thresholds are the office's choice: state
them in `policy.toml`,

```toml
[review]
off = ["subsidy-like"]        # rules that are not run

[review.surge]
growth = 50                   # percent
least = "KRW 1000 million"    # amounts carry their unit
```

A rule whose data is absent does not run: the review says so once, and the rule is not passed.
"""


def markdown() -> str:
    """The page of all rules."""
    return "\n".join([_HEAD, *(_section(rule) for rule in all_rules())])


def _section(rule: Rule) -> str:
    lines = [f"## {rule.id}", "", f"**{rule.title.en} · {rule.title.ko}** ({rule.severity})", ""]
    lines += [rule.explanation.en, ""]
    lines += [rule.explanation.ko, "", f"*What to do:* {rule.action.en} {rule.action.ko}", ""]
    if rule.needs:
        needs = "; ".join(" or ".join(NEEDS[each].en for each in need.split("|")) for need in rule.needs)
        lines += [f"*Needs:* {needs}.", ""]
    if rule.restates:
        lines += [f"*Restates* what `crosscut check` finds: {', '.join(rule.restates)}.", ""]
    if rule.answered:
        lines += ["*Answered* where a person decided the areas of the programme.", ""]
    if rule.parameters:
        lines += ["| parameter | meaning | default |", "|---|---|---|", *map(_row, rule.parameters), ""]
    return "\n".join(lines)


def _row(parameter: Parameter) -> str:
    default = parameter.default
    shown = ", ".join(default) or "none" if isinstance(default, tuple) else str(default)
    unit = " %" if parameter.kind == "percent" else ""
    return f"| `{parameter.name}` | {parameter.meaning.en} · {parameter.meaning.ko} | {shown}{unit} |"


if __name__ == "__main__":
    print(markdown(), end="")
