"""500 simulated reviews of Korea's 2026 budget: do the intervals hold, and how much reading does the plan save?

Run with `python benchmarks/intervals.py [REVIEWS]`; needs the material of ../shared. The published tags, capped at the
budget, are the truth. Proposals come from the lexicon alone, as on the first day. Writes docs/pictures/intervals.svg.
"""

from __future__ import annotations

import sys
from pathlib import Path

import altair as alt
import numpy as np
import vl_convert as vlc
from classify_material import SHARED, korea

from crosscut.classify import Readings, Round, draw, estimate, expected
from crosscut.classify import chances as proposed

SIZES = (100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1100, 1200)
CHECKED = (200, 400, 600)
GOALS = (0.05, 0.1, 0.2, 0.3)
NORMAL = 1.959964


def needed_at_random(money, true, truth, goal):
    """How many programmes simple random sampling reads until every area's interval is within the goal, by formula."""
    count = len(money)
    spread = (money[:, None] * true).var(axis=0, ddof=1)
    for read in range(2, count + 1):
        error = NORMAL * count * np.sqrt((1 - read / count) * spread / read)
        if (error <= goal * truth).all():
            return read
    return count


def halves(case, size, reviews):
    """The median half-width and the coverage of each area's interval over simulated reviews of one size."""
    names, money, share, true, truth = case
    width, covered = [], np.zeros(share.shape[1])
    for review in range(reviews):
        plan = draw(names, money, share, size, str(review))
        read = np.zeros(len(names), bool)
        read[plan.drawn] = True
        found, _ = estimate(money, Readings.alone(true, read), [Round(np.arange(len(names)), plan.chance, share, read)])
        width.append((found.high - found.low) / 2 / truth)
        covered += (found.low <= truth + 1) & (truth - 1 <= found.high)
    return np.median(width, axis=0), covered / reviews


def main(reviews: int) -> None:
    material = korea()
    names, probability = proposed(material.texts, material.taxonomy, {})
    areas = [area.id for area in material.taxonomy.areas]
    money = np.array([material.amounts[name] for name in names], float)
    true = np.array([[float(material.decided[name].get(area, 0)) for area in areas] for name in names])
    share, truth = expected(probability), (money[:, None] * true).sum(axis=0)
    case = names, money, share, true, truth
    coverage = []
    for size in CHECKED:
        width, held = halves(case, size, reviews)
        print(f"{size} read, {reviews} reviews: least coverage {held.min():.3f}, mean {held.mean():.3f}")
        for area, wide, each in zip(areas, width, held, strict=True):
            print(f"  {area:26} covered {each:.3f}  ±{wide:.1%}")
            coverage.append({"area": area, "read": size, "covered": each})
    curve = []
    for size in SIZES:
        width, _ = halves(case, size, 20)
        spread = (money[:, None] * true).var(axis=0, ddof=1)
        plain = NORMAL * len(names) * np.sqrt((1 - size / len(names)) * spread / size) / truth
        curve += [
            {"read": size, "width": float(width.max()), "way": "Crosscut's plan"},
            {"read": size, "width": float(plain.max()), "way": "simple random sampling"},
        ]
    for goal in GOALS:
        sizes = range(100, len(names), 20)
        least = next((size for size in sizes if _reaches(case, size, goal)), len(names))
        plain = needed_at_random(money, true, truth, goal)
        print(f"every area within ±{goal:.0%}: plan {least}, simple random {plain}, ratio {least / plain:.2f}")
    _picture(coverage, curve)


def _reaches(case, size, goal):
    width, _ = halves(case, size, 7)
    return width.max() <= goal


def _picture(coverage, curve) -> None:
    left = (
        alt.Chart(alt.Data(values=curve), title="The least sure of twelve areas")
        .mark_line(point=True)
        .encode(
            x=alt.X("read:Q", title="programmes read, of 1,236"),
            y=alt.Y(
                "width:Q",
                title="half-width of the 95 % interval",
                axis=alt.Axis(format="%"),
                scale=alt.Scale(domain=[0, 1.5], clamp=True),
            ),
            color=alt.Color("way:N", title=None, legend=alt.Legend(orient="top")),
        )
        .properties(width=360, height=260)
    )
    right = (
        alt.Chart(alt.Data(values=coverage), title="How often the interval holds the truth")
        .mark_point(filled=True, size=50)
        .encode(
            x=alt.X(
                "covered:Q",
                title="share of simulated reviews",
                axis=alt.Axis(format="%"),
                scale=alt.Scale(domain=[0.85, 1]),
            ),
            y=alt.Y("area:N", title=None),
            color=alt.Color("read:N", title="read", legend=alt.Legend(orient="top")),
        )
        .properties(width=300, height=260)
    )
    goal = alt.Chart(alt.Data(values=[{"x": 0.95}])).mark_rule(strokeDash=[4, 3]).encode(x="x:Q")
    out = Path(__file__).parents[1] / "docs" / "pictures" / "intervals.svg"
    out.parent.mkdir(exist_ok=True)
    spec = alt.hconcat(left, right + goal).resolve_scale(color="independent").to_dict()
    out.write_text(vlc.vegalite_to_svg(spec), encoding="utf-8")


if __name__ == "__main__":
    if not SHARED.is_dir():
        sys.exit("the real material is not here: set CROSSCUT_SHARED")
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
